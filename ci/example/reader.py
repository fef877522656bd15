#!/usr/bin/env python3
"""A small map of qcow2 chains, to be tested: it has no subclusters, compression, data files or encryption.

It reads the path of an image from each line of stdin, and prints what `qemu-img map --output=json` prints, then an empty
line. `error: …` refuses an image.
"""

import json
import os
import struct
import sys

OFFSET = 0x00FFFFFFFFFFFE00


class Unsupported(Exception):
    pass


class Raw:
    def __init__(self, path):
        self.file = open(path, "rb")
        self.size = (os.fstat(self.file.fileno()).st_size + 511) // 512 * 512
        self.backing = None

    def run(self, offset):
        """The length of the run at an offset, its state, and its host offset."""
        fd = self.file.fileno()
        try:
            data = os.lseek(fd, offset, os.SEEK_DATA)
        except OSError:
            return self.size - offset, "zero", offset
        if data > offset:
            return data - offset, "zero", offset
        return os.lseek(fd, offset, os.SEEK_HOLE) - offset, "data", offset


class Qcow2:
    def __init__(self, path):
        self.file = open(path, "rb")
        head = self.file.read(104)
        self.version, name_at, name_size, bits, size, encryption, l1_size, l1_at = struct.unpack_from(
            ">IQIIQIIQ", head, 4
        )
        features = struct.unpack_from(">Q", head, 72)[0] if self.version > 2 else 0
        if features & ~3 or encryption:
            raise Unsupported("a feature of the header")
        self.size = size // 512 * 512
        self.cluster = 1 << bits
        self.l1 = struct.unpack(f">{l1_size}Q", self.read(l1_at, 8 * l1_size))
        self.tables = {}
        self.backing = None
        if name_at:
            name = self.read(name_at, name_size).decode()
            self.backing = open_image(os.path.join(os.path.dirname(path), name))

    def read(self, offset, length):
        self.file.seek(offset)
        return self.file.read(length)

    def table(self, number):
        at = self.l1[number] & OFFSET if number < len(self.l1) else 0
        if at == 0:
            return None
        if at not in self.tables:
            self.tables[at] = struct.unpack(f">{self.cluster // 8}Q", self.read(at, self.cluster))
        return self.tables[at]

    def run(self, offset):
        spanned = self.cluster * (self.cluster // 8)
        table = self.table(offset // spanned)
        if table is None:
            return min(spanned - offset % spanned, self.size - offset), "none", None
        within = offset % self.cluster
        length = min(self.cluster - within, self.size - offset)
        entry = table[offset % spanned // self.cluster]
        if entry & 1 << 62:
            raise Unsupported("a compressed cluster")
        if entry & 1 and self.version < 3:
            raise Unsupported("a zero cluster in version 2")
        host = entry & OFFSET
        state = "zero" if entry & 1 else "data" if host else "none"
        return length, state, host + within if host else None


def open_image(path):
    with open(path, "rb") as file:
        magic = file.read(4)
    return Qcow2(path) if magic == b"QFI\xfb" else Raw(path)


def extent(image, offset):
    """The extent at an offset, up to the end of the shortest run on the way to the layer that decides."""
    depth = 0
    longest = image.size - offset
    while True:
        # Past the end of a short backing file everything reads as zeros, and qemu shows them at depth 0. This says its depth.
        length, state, host = image.run(offset) if offset < image.size else (longest, "zero", None)
        longest = min(longest, length)
        if state != "none" or image.backing is None:
            break
        image = image.backing
        depth += 1
    found = {"start": offset, "length": longest, "depth": depth, "present": state != "none"}
    found.update(zero=state != "data", data=state == "data", compressed=False)
    return found if host is None else {**found, "offset": host}


def extents(path):
    image = open_image(path)
    merged = []
    offset = 0
    while offset < image.size:
        now = extent(image, offset)
        offset += now["length"]
        last = merged[-1] if merged else None
        if last and follows(last, now):
            last["length"] += now["length"]
        else:
            merged.append(now)
    return merged


def follows(last, now):
    same = all(last[key] == now[key] for key in ("depth", "present", "zero", "data"))
    if not same or ("offset" in last) != ("offset" in now):
        return False
    return "offset" not in now or last["offset"] + last["length"] == now["offset"]


for line in sys.stdin:
    try:
        answer = json.dumps(extents(line.rstrip("\n")))
    except Unsupported as why:
        answer = f"error: {why}"
    print(answer + "\n", flush=True)
