// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "fakeworkerservice.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <functional>

namespace tabletalk {

//! Answers each formula with what a function makes of it; an empty one means that the worker failed.
class FakeFormulaWorker : public WorkerService {
public:
    //! Two ems wide, one above the line.
    static QByteArray placed() { return R"({"w":2,"h":1,"d":0,"items":[]})"; }

    QList<QStringList> batches;
    QList<bool> areDisplay;
    std::function<QByteArray(const QString &)> answer = [](const QString &) { return placed(); };

    QFuture<Result<WorkerAnswer>> ask(const WorkerQuestion &question) override
    {
        FakeWorkerService once;
        QStringList batch;
        QByteArray all;
        bool isFailed = false;
        for (const QJsonValue &asked : QJsonDocument::fromJson(question.bulk).array()) {
            batch.append(asked[0].toString());
            areDisplay.append(asked[1].toBool());
            const QByteArray one = answer(batch.last());
            isFailed = isFailed || one.isEmpty();
            all += (all.isEmpty() ? "" : ",") + one;
        }
        batches.append(batch);
        once.answer = WorkerAnswer{"placed", '[' + all + ']'};
        if (isFailed)
            once.answer =
                Error{.kind = ErrorKind::WorkerTooSlow, .userText = QStringLiteral("It took too long.")};
        return once.ask(question);
    }
};

} // namespace tabletalk
