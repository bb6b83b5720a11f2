// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "attachment.h"
#include "result.h"

#include <QFuture>
#include <QHash>
#include <QList>

namespace tabletalk {

// What is refused, before anything is sent.
inline constexpr int kMostAttachments = 20; //!< of one message
inline constexpr qint64 kLongestAttachment = qint64{32} * 1024 * 1024; //!< bytes of a file as it was chosen
inline constexpr qint64 kLongestTable = qint64{1024} * 1024 * 1024; //!< of one that is read as a table
//! A longer file that is a table is read where it is, unless a person wants a copy kept.
inline constexpr qint64 kLongestCopiedTable = qint64{50} * 1000 * 1000;
inline constexpr qint64 kMostPicturePixels = 100'000'000; //!< of a picture as it was chosen
// What a picture is made to fit.
inline constexpr int kLongestPictureEdge = 2048; //!< pixels
inline constexpr qint64 kLongestPicture = qint64{5} * 1024 * 1024; //!< bytes

//! Where the bytes of an attachment are kept.
enum class Keeping {
    OnDisk,
    InMemory, //!< of a temporary conversation: nothing of it is written, until keepOnDisk()
};

//! Makes attachments of files and pictures, and keeps their bytes. Called from the window thread; the work
//! is done elsewhere. An attachment is kept before its future has a value. A cancelled future's
//! attachment is not made, if it is not too late.
//! Errors: the Attachment… kinds, Storage…, WorkerFailed, WorkerTooSlow.
class AttachmentService {
public:
    virtual ~AttachmentService() = default;

    //! A picture (PNG, JPEG, WebP, GIF) is turned upright, made to fit, and keeps nothing but its pixels; a
    //! PDF or a text file stays as it is, its text beside it. A file whose name says that it is a table
    //! becomes one, where it can be read so.
    virtual QFuture<Result<Attachment>> addFile(const QString &path, Keeping keeping = Keeping::OnDisk) = 0;
    virtual QFuture<Result<Attachment>> addBytes(const QString &name, const QByteArray &bytes,
                                                 Keeping keeping = Keeping::OnDisk) = 0;

    //! As a table, read and written as the order says. AttachmentUnreadable where there is none in it.
    virtual QFuture<Result<Attachment>> addTable(const TableOrder &order, const QByteArray &bytes,
                                                 Keeping keeping = Keeping::OnDisk) = 0;

    //! By their SHA-256. AttachmentUnreadable when one of them is gone or is not what it was.
    virtual QFuture<Result<QHash<QByteArray, QByteArray>>> bytes(const QList<Attachment> &attachments) = 0;

    //! Keeps a copy of `path` for an attachment whose own file is gone. AttachmentUnreadable where that is
    //! another file.
    virtual QFuture<Result<Done>> locate(const Attachment &attachment, const QString &path) = 0;
    //! Writes what was kept in memory: the conversation is no temporary one any more.
    virtual QFuture<Result<Done>> keepOnDisk(const QList<Attachment> &attachments) = 0;
};

} // namespace tabletalk
