// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QCache>
#include <QFuture>
#include <QImage>
#include <QObject>
#include <QSet>
#include <QThreadPool>

#include <functional>

namespace tabletalk {

class AttachmentService;

//! The pictures that messages carry themselves, as data: URLs, and small ones of what is attached to them,
//! decoded in a thread of its own when they are looked at first. Fetches nothing: any other address has no
//! picture. Bounded in what is read, in pixels and in what is kept.
class PictureBook : public QObject {
    Q_OBJECT
public:
    explicit PictureBook(QObject *parent = nullptr);

    //! Whether an address is itself the picture.
    static bool isCarried(const QString &url);
    //! Where attached pictures are; outlives this. Without it there are none.
    void setAttachments(AttachmentService *attachments) { m_attachments = attachments; }
    bool hasAttachments() const { return m_attachments; }
    //! The bytes of a carried picture of a kind that is shown, as they came, and the usual ending of such a
    //! file's name; empty where it is none.
    struct File {
        QByteArray bytes;
        QString suffix;
    };
    static File fileOf(const QString &url);
    //! A carried picture as large as it is; null where it is none that is shown.
    QFuture<QImage> whole(const QString &url);
    //! Null while it is being decoded, which changed() ends, and where it is no picture that is shown.
    QImage picture(const QString &url);

signals:
    void changed();

private:
    void decode(const QString &url, const std::function<QImage()> &decoded);
    void keep(const QString &url, const QImage &image);

    AttachmentService *m_attachments = nullptr;
    QCache<QString, QImage> m_pictures; //!< by URL; null images are refused ones
    QSet<QString> m_pending;
    QThreadPool m_thread;
};

} // namespace tabletalk
