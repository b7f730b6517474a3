#!/usr/bin/env python3
# What is black on the pages of a PDF of pictures: pixels.py FILE PAGE X Y W H ... prints, for each
# box in points from the upper left corner, the share of it that is black, in percent.
import re
import sys
import zlib

data = open(sys.argv[1], "rb").read()
objects = {int(m.group(1)): m.end() for m in re.finditer(rb"(?:^|\n)(\d+) 0 obj\n", data)}


def head(n):
    start = objects[n]
    return data[start:data.index(b"endobj", start)].split(b"stream", 1)[0]


def stream(n):
    start = data.index(b"stream\n", objects[n]) + 7
    return zlib.decompress(data[start:start + int(re.search(rb"/Length (\d+)", head(n)).group(1))])


pages = [int(n) for n in re.search(rb"/Kids \[([^\]]*)\]", data).group(1).replace(b" 0 R", b"").split()]
page = head(pages[int(sys.argv[2]) - 1])
width = float(re.search(rb"/MediaBox \[ ?\S+ \S+ (\S+)", page).group(1))
resources = head(int(re.search(rb"/Resources (\d+) 0 R", page).group(1)))
picture = int(re.search(rb"/XObject << /\w+ (\d+) 0 R", resources).group(1))
w, h = (int(re.search(rb"/%s (\d+)" % k, head(picture)).group(1)) for k in (b"Width", b"Height"))
samples = stream(picture)
channels = len(samples) // (w * h)
scale = w / width
numbers = [float(x) for x in sys.argv[3:]]
for i in range(0, len(numbers), 4):
    x, y, bw, bh = (int(n * scale) for n in numbers[i:i + 4])
    black = sum(max(samples[((y + r) * w + x + c) * channels:((y + r) * w + x + c) * channels + channels]) < 60
                for r in range(bh) for c in range(bw))
    print(round(100 * black / (bw * bh)), end=" ")
print()
