<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>BeingPage</name>
    <message numerus="yes">
        <source>{count} selected</source>
        <translation>
            <numerusform>{count} selected</numerusform>
            <numerusform>{count} selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BrowsePage</name>
    <message numerus="yes">
        <source>Beyond the first {count} photo(s) matches are weak.</source>
        <translation>
            <numerusform>Beyond the first photo matches are weak.</numerusform>
            <numerusform>Beyond the first {count} photos matches are weak.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DuplicatesPage</name>
    <message numerus="yes">
        <source>{count} group(s)</source>
        <translation>
            <numerusform>{count} group</numerusform>
            <numerusform>{count} groups</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GroupModel</name>
    <message numerus="yes">
        <source>{count} copies</source>
        <translation>
            <numerusform>{count} copy</numerusform>
            <numerusform>{count} copies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Burst of {count} shots</source>
        <translation>
            <numerusform>Burst of {count} shot</numerusform>
            <numerusform>Burst of {count} shots</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} similar shots</source>
        <translation>
            <numerusform>{count} similar shot</numerusform>
            <numerusform>{count} similar shots</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusArea</name>
    <message numerus="yes">
        <source>{count} selected</source>
        <translation>
            <numerusform>{count} selected</numerusform>
            <numerusform>{count} selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Counts</name>
    <message numerus="yes">
        <source>{count} photo(s)</source>
        <translation>
            <numerusform>{count} photo</numerusform>
            <numerusform>{count} photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} file(s)</source>
        <translation>
            <numerusform>{count} file</numerusform>
            <numerusform>{count} files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} file(s) could not be read.</source>
        <translation>
            <numerusform>{count} file could not be read.</numerusform>
            <numerusform>{count} files could not be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} face(s)</source>
        <translation>
            <numerusform>{count} face</numerusform>
            <numerusform>{count} faces</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} animal(s)</source>
        <translation>
            <numerusform>{count} animal</numerusform>
            <numerusform>{count} animals</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} second(s)</source>
        <translation>
            <numerusform>{count} second</numerusform>
            <numerusform>{count} seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} minute(s)</source>
        <translation>
            <numerusform>{count} minute</numerusform>
            <numerusform>{count} minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} month(s)</source>
        <translation>
            <numerusform>{count} month</numerusform>
            <numerusform>{count} months</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} year(s)</source>
        <translation>
            <numerusform>{count} year</numerusform>
            <numerusform>{count} years</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{count} finer group(s)</source>
        <translation>
            <numerusform>{count} finer group</numerusform>
            <numerusform>{count} finer groups</numerusform>
        </translation>
    </message>
</context>
</TS>
