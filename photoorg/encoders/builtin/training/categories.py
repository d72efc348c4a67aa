"""Plain words for groups of ImageNet classes: few people ask for a "Chesapeake retriever", many for a dog.

ImageNet names leaves of WordNet; the words above them ("dog", "boat", "fruit") are in no class name. The
groups follow WordNet's hypernyms, where people would use the word for what is in a photo.
"""

from __future__ import annotations

# The words of a group, all meaning the same, and its classes: "first-last" or single indices of ImageNet-1k.
CATEGORIES: dict[str, str] = {
    "dog, dogs, puppy": "151-268",
    "cat, cats, kitten": "281-285",
    "wild cat, big cat": "286-293",
    "bear, bears": "294-297",
    "fox, foxes": "277-280",
    "wolf, wolves": "269-271",
    "bird, birds": "7-24, 80-100, 127-146",
    "bird of prey": "21-24",
    "duck, ducks, waterfowl": "97-100",
    "chicken, chickens": "7-8",
    "parrot, parrots": "87-90",
    "fish, fishes": "0-6, 389-397",
    "shark, sharks": "2-4",
    "reptile, reptiles": "33-68",
    "snake, snakes": "52-68",
    "lizard, lizards": "38-48",
    "turtle, turtles, tortoise": "33-37",
    "frog, frogs": "30-32",
    "spider, spiders": "72-77",
    "insect, insects, bug": "300-326",
    "beetle, beetles": "300-307",
    "butterfly, butterflies": "321-326",
    "crab, crabs": "118-121",
    "shellfish, crustacean": "118-124",
    "snail, snails": "113-114",
    "rabbit, rabbits, bunny": "330-332",
    "rodent, rodents, small furry animal": "333, 335-338",
    "pig, pigs": "341-343",
    "cow, cows, cattle, bull": "345-347",
    "sheep": "348-349",
    "goat, goats": "350",
    "deer, antelope": "351-353",
    "camel, camels": "354-355",
    "horse, horses": "339, 603",
    "zebra, zebras": "340",
    "monkey, monkeys": "370-382",
    "ape, apes": "365-369",
    "elephant, elephants": "385-386, 101",
    "panda": "387-388",
    "whale, whales, dolphin": "147-148",
    "seal, sea lion": "149-150",
    "animal, animals": "0-397",
    "pet, pets": "151-268, 281-285, 330-333, 338",
    "farm animal, farm animals, livestock": "7-8, 339, 341-343, 345-349",
    "wild animal, wildlife": "286-297, 340, 351-353, 365-369, 385-386",
    "boat, boats": "472, 554, 576, 625, 814, 914, 484, 871, 780",
    "ship, ships": "403, 510, 628, 724, 780",
    "sailing boat, sailboat": "484, 871, 914, 780",
    "airplane, airplanes, plane, aircraft": "404, 895, 908",
    "car, cars": "407, 436, 468, 511, 609, 627, 656, 661, 751, 817",
    "truck, trucks, lorry": "555, 569, 675, 717, 864, 867",
    "bus, buses": "654, 779, 874",
    "train, trains, locomotive": "466, 547, 705, 820, 829",
    "bicycle, bicycles, bike": "444, 671, 870",
    "motorcycle, motorcycles, motorbike": "665, 670",
    "vehicle, vehicles": "407, 436, 468, 511, 609, 627, 656, 661, 751, 817, 555, 569, 675, 717, 864, 867, "
    "654, 779, 874, 466, 547, 705, 820, 829, 665, 670, 573, 575, 595, 866",
    "fruit, fruits": "948-957",
    "vegetable, vegetables": "936-946",
    "mushroom, mushrooms": "991-997, 947",
    "flower, flowers, blossom": "984-986",
    "bread": "930-932",
    "dessert, cake, sweets": "927-929, 960",
    "food, meal, a dish of food": "923-969, 987",
    "drink, drinks": "504, 967, 969, 440, 441, 572",
    "coffee, cup of coffee": "504, 550, 967, 505",
    "bottle, bottles": "440, 720, 737, 898, 901, 907",
    "mountain, mountains": "970, 979, 980",
    "beach, coast, seashore": "978, 977",
    "church, temple, place of worship": "497, 663, 668, 832",
    "building, buildings, house": "410, 425, 449, 483, 497, 498, 580, 624, 663, 668, 698, 727, 762, 832",
    "bridge, bridges": "821, 839, 888",
    "tower": "437, 562, 873, 900",
    "bed, beds": "431, 520, 516, 564, 750",
    "chair, chairs": "423, 559, 765, 857",
    "sofa, couch": "831",
    "table, tables": "532, 736, 526",
    "furniture": "423, 431, 453, 493, 495, 516, 520, 526, 532, 548, 553, 559, 564, 648, "
    "765, 831, 846, 857, 894",
    "clock, watch": "409, 530, 531, 604, 826, 835, 892",
    "computer, laptop": "527, 620, 681, 590, 664, 508, 673",
    "phone, telephone": "487, 528, 707",
    "camera, cameras": "732, 759",
    "television, screen": "664, 782, 851, 754",
    "lamp, lamps, light": "619, 846, 818",
    "hat, hats, cap": "439, 452, 515, 793, 808, 433",
    "shoe, shoes": "502, 514, 630, 770, 774",
    "dress, skirt, gown": "578, 601, 655, 689",
    "glasses, sunglasses": "836, 837",
    "clothes, clothing": "399, 411, 474, 568, 578, 601, 608, 610, 614, 617, 652, 655, 689, 697, 735, 775, "
    "834, 841, 842, 869, 906",
    "ball, balls": "429, 430, 522, 574, 722, 747, 768, 805, 852, 890",
    "guitar, guitars": "402, 546",
    "musical instrument": "401, 402, 420, 432, 486, 513, 541, 546, 558, 566, 577, 579, 593, 594, 642, 683, "
    "684, 687, 699, 776, 822, 875, 881, 889",
    "piano": "579, 881",
    "weapon, gun": "413, 471, 763, 764, 657, 744",
    "toy, toys": "850",
    "tool, tools": "473, 499, 587, 677, 740, 784, 792",
    "bag, bags": "414, 636, 748, 797, 728",
    "umbrella, umbrellas": "879",
    "road, street sign": "919, 920",
    "kitchen": "521, 827, 828, 859, 550, 651, 760, 766, 909, 567",
    "toilet, bathroom": "861, 435, 876, 896, 999",
}


def category_words() -> list[list[str]]:
    """The words of each group."""
    return [words.split(", ") for words in CATEGORIES]


def category_classes() -> list[list[int]]:
    """The indices of the classes of each group."""
    return [_indices(ranges) for ranges in CATEGORIES.values()]


def _indices(ranges: str) -> list[int]:
    indices: list[int] = []
    for part in ranges.split(","):
        first, _, last = part.strip().partition("-")
        indices.extend(range(int(first), int(last or first) + 1))
    return indices
