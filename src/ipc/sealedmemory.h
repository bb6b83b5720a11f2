// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "filedescriptor.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace tabletalk {

//! An anonymous file in memory that holds `bytes` and can never change again. Invalid where there is no
//! memory for it.
FileDescriptor sealedCopy(QByteArrayView bytes);

//! What such a file holds. Nothing when it is longer than `longest`, or when its other owners could still
//! cut or change it under us: reading would then kill the reader.
std::optional<QByteArray> readSealed(const FileDescriptor &file, qint64 longest);

//! Sealed memory that is written in place: nothing of what will be sent is there twice.
class SealedWriter {
public:
    //! Room for so many bytes, zeroed; it takes memory where something is written only.
    explicit SealedWriter(qint64 capacity);
    ~SealedWriter();
    SealedWriter(const SealedWriter &) = delete;
    SealedWriter &operator=(const SealedWriter &) = delete;

    //! Null where there is no such room. Until it is sealed.
    char *data() const { return m_data; }
    //! Keeps the first `size` bytes. Invalid where that fails.
    FileDescriptor seal(qint64 size);

private:
    void unmap();

    FileDescriptor m_file;
    qint64 m_capacity;
    char *m_data = nullptr;
};

//! Another process's sealed memory, read where it is. Bytes that are handed out must not outlive it.
class SealedView {
public:
    explicit SealedView(const FileDescriptor &file);
    ~SealedView();
    SealedView(const SealedView &) = delete;
    SealedView &operator=(const SealedView &) = delete;

    //! False when it is not sealed, or cannot be mapped.
    bool isValid() const { return m_isValid; }
    QByteArray bytes() const { return QByteArray::fromRawData(m_data, qsizetype(m_size)); }

private:
    const char *m_data = nullptr;
    qint64 m_size = 0;
    bool m_isValid = false;
};

} // namespace tabletalk
