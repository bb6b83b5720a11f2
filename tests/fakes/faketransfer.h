// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversationtransfer.h"

#include <QPromise>

#include <vector>

namespace tabletalk {

//! Notes what was asked and leaves the answers to the test.
class FakeTransfer : public ConversationTransfer {
public:
    template <class T>
    using Promise = std::shared_ptr<QPromise<Result<T>>>;

    std::vector<ExportOrder> orders;
    Promise<ExportReport> exporting; //!< the last one of each
    QStringList paths; //!< that were read
    Promise<ImportedConversations> reading;
    std::vector<ImportedConversations> inserted;
    Promise<Done> inserting;

    QFuture<Result<ExportReport>> exportTo(const ExportOrder &order) override
    {
        orders.push_back(order);
        return begin(exporting);
    }
    QFuture<Result<Done>> print(ConversationId, std::shared_ptr<QPagedPaintDevice>) override
    {
        Promise<Done> printing;
        return begin(printing);
    }
    QFuture<Result<ImportedConversations>> read(const QString &path) override
    {
        paths.append(path);
        return begin(reading);
    }
    QFuture<Result<Done>> insert(const ImportedConversations &report) override
    {
        inserted.push_back(report);
        return begin(inserting);
    }

    template <class T>
    static void finish(const Promise<T> &promise, const Result<T> &result)
    {
        promise->addResult(result);
        promise->finish();
    }

private:
    template <class T>
    static QFuture<Result<T>> begin(Promise<T> &promise)
    {
        promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        return promise->future();
    }
};

} // namespace tabletalk
