// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sealedmemory.h"

#include <fcntl.h>
#include <sys/mman.h>

#include <cerrno>

namespace tabletalk {

namespace {

constexpr int kSeals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL;

} // namespace

FileDescriptor sealedCopy(QByteArrayView bytes)
{
    FileDescriptor file(::memfd_create("tabletalk", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    while (file.isValid() && !bytes.isEmpty()) {
        const ssize_t written = ::write(file.get(), bytes.data(), size_t(bytes.size()));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return {};
        bytes = bytes.sliced(written);
    }
    if (!file.isValid() || ::fcntl(file.get(), F_ADD_SEALS, kSeals) != 0)
        return {};
    return file;
}

std::optional<QByteArray> readSealed(const FileDescriptor &file, qint64 longest)
{
    constexpr int kNeeded = F_SEAL_SHRINK | F_SEAL_WRITE;
    const int seals = ::fcntl(file.get(), F_GET_SEALS);
    if (seals < 0 || (seals & kNeeded) != kNeeded)
        return std::nullopt;
    // Not fstat(): the C library may make a call of it that the sandbox refuses, since it can name files.
    const off_t size = ::lseek(file.get(), 0, SEEK_END);
    if (size < 0 || size > longest)
        return std::nullopt;
    if (size == 0)
        return QByteArray();
    void *mapped = ::mmap(nullptr, size_t(size), PROT_READ, MAP_PRIVATE, file.get(), 0);
    if (mapped == MAP_FAILED)
        return std::nullopt;
    QByteArray bytes(static_cast<const char *>(mapped), qsizetype(size));
    ::munmap(mapped, size_t(size));
    return bytes;
}

} // namespace tabletalk
