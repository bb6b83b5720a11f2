// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sealedmemory.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

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
    const SealedView view(file);
    if (!view.isValid() || view.bytes().size() > longest)
        return std::nullopt;
    return QByteArray(view.bytes().constData(), view.bytes().size());
}

SealedWriter::SealedWriter(qint64 capacity)
    : m_file(::memfd_create("tabletalk", MFD_CLOEXEC | MFD_ALLOW_SEALING))
    , m_capacity(capacity)
{
    if (!m_file.isValid() || ::ftruncate(m_file.get(), capacity) != 0)
        return;
    void *mapped = ::mmap(nullptr, size_t(capacity), PROT_READ | PROT_WRITE, MAP_SHARED, m_file.get(), 0);
    if (mapped != MAP_FAILED)
        m_data = static_cast<char *>(mapped);
}

SealedWriter::~SealedWriter()
{
    unmap();
}

void SealedWriter::unmap()
{
    if (m_data)
        ::munmap(m_data, size_t(m_capacity));
    m_data = nullptr;
}

FileDescriptor SealedWriter::seal(qint64 size)
{
    // What can be written through a mapping cannot be sealed.
    unmap();
    if (!m_file.isValid() || ::ftruncate(m_file.get(), size) != 0
        || ::fcntl(m_file.get(), F_ADD_SEALS, kSeals) != 0)
        return {};
    return std::move(m_file);
}

SealedView::SealedView(const FileDescriptor &file)
{
    constexpr int kNeeded = F_SEAL_SHRINK | F_SEAL_WRITE;
    const int seals = ::fcntl(file.get(), F_GET_SEALS);
    if (seals < 0 || (seals & kNeeded) != kNeeded)
        return;
    // Not fstat(): the C library may make a call of it that the sandbox refuses, since it can name files.
    m_size = ::lseek(file.get(), 0, SEEK_END);
    if (m_size <= 0) {
        m_isValid = m_size == 0;
        m_size = 0;
        return;
    }
    void *mapped = ::mmap(nullptr, size_t(m_size), PROT_READ, MAP_PRIVATE, file.get(), 0);
    m_isValid = mapped != MAP_FAILED;
    m_data = m_isValid ? static_cast<const char *>(mapped) : nullptr;
    m_size = m_isValid ? m_size : 0;
}

SealedView::~SealedView()
{
    if (m_data)
        ::munmap(const_cast<char *>(m_data), size_t(m_size));
}

} // namespace tabletalk
