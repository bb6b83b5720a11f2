// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "attachmentservice.h"

#include <QPromise>

#include <map>
#include <vector>

namespace tabletalk {

//! Attachments in memory. Files are named, not read; each is finished when the test says so.
class FakeAttachments : public AttachmentService {
public:
    using Reading = QPromise<Result<Attachment>>;

    QHash<QByteArray, QByteArray> kept; //!< what bytes() gives
    std::vector<std::shared_ptr<Reading>> readings; //!< in the order they were asked for
    QStringList names;

    static Attachment document(const QString &name)
    {
        Attachment attachment;
        attachment.name = name;
        attachment.mediaType = QStringLiteral("text/plain");
        attachment.size = 4;
        attachment.sha256 = "00" + name.toUtf8().toHex();
        attachment.text = QStringLiteral("text of ") + name;
        return attachment;
    }

    void finish(size_t index, const Result<Attachment> &result)
    {
        readings.at(index)->addResult(result);
        readings.at(index)->finish();
    }

    QList<Keeping> keepings; //!< of each reading
    QFuture<Result<Attachment>> addFile(const QString &path, Keeping keeping) override
    {
        keepings.append(keeping);
        return add(path);
    }
    QFuture<Result<Attachment>> addBytes(const QString &name, const QByteArray &, Keeping keeping) override
    {
        keepings.append(keeping);
        return add(name);
    }
    QList<TableOrder> orders; //!< of the tables among them
    QFuture<Result<Attachment>> addTable(const TableOrder &order, const QByteArray &,
                                         Keeping keeping) override
    {
        keepings.append(keeping);
        orders.append(order);
        return add(order.name);
    }
    QFuture<Result<QHash<QByteArray, QByteArray>>> bytes(const QList<Attachment> &attachments) override
    {
        QPromise<Result<QHash<QByteArray, QByteArray>>> promise;
        promise.start();
        Result<QHash<QByteArray, QByteArray>> result(kept);
        for (const Attachment &attachment : attachments) {
            if (!kept.contains(attachment.sha256))
                result = Error{.kind = ErrorKind::AttachmentUnreadable, .userText = QStringLiteral("gone")};
        }
        promise.addResult(result);
        promise.finish();
        return promise.future();
    }
    QStringList located; //!< paths
    QFuture<Result<Done>> locate(const Attachment &attachment, const QString &path) override
    {
        located.append(path);
        kept.insert(attachment.sha256, "located");
        return done();
    }
    QList<Attachment> written;
    QFuture<Result<Done>> keepOnDisk(const QList<Attachment> &attachments) override
    {
        written += attachments;
        return done();
    }

private:
    static QFuture<Result<Done>> done()
    {
        QPromise<Result<Done>> promise;
        promise.start();
        promise.addResult(Result<Done>(Done{}));
        promise.finish();
        return promise.future();
    }
    QFuture<Result<Attachment>> add(const QString &name)
    {
        names.append(name);
        readings.push_back(std::make_shared<Reading>());
        readings.back()->start();
        return readings.back()->future();
    }
};

} // namespace tabletalk
