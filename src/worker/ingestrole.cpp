// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingestrole.h"

#include "attachedtable.h"
#include "tablereading.h"
#include "textencoding.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace tabletalk {

namespace {

QString problemName(ReadingProblem problem)
{
    switch (problem) {
    case ReadingProblem::None:
        return {};
    case ReadingProblem::Empty:
        return QStringLiteral("empty");
    case ReadingProblem::TooWide:
        return QStringLiteral("tooWide");
    case ReadingProblem::TooLong:
        return QStringLiteral("tooLong");
    case ReadingProblem::NotText:
        return QStringLiteral("notText");
    case ReadingProblem::NoTable:
        return QStringLiteral("noTable");
    case ReadingProblem::UnknownEncoding:
        return QStringLiteral("unknownEncoding");
    case ReadingProblem::Damaged:
        return QStringLiteral("damaged");
    case ReadingProblem::TooLarge:
        return QStringLiteral("tooLarge");
    case ReadingProblem::Locked:
        return QStringLiteral("locked");
    case ReadingProblem::Unsupported:
        return QStringLiteral("unsupported");
    }
    Q_UNREACHABLE();
}

} // namespace

SandboxLimits IngestRole::limits() const
{
    SandboxLimits limits;
    limits.memory = 3ull * 1024 * 1024 * 1024;
    limits.answer = 256ull * 1024 * 1024;
    limits.cpu = std::chrono::seconds(110);
    return limits;
}

void IngestRole::prepare()
{
    // Converters are looked up in files at their first use.
    decodedText("a", "windows-1252");
}

WorkerAnswer IngestRole::answer(const QByteArray &message, const QByteArray &bulk)
{
    const QJsonObject asked = QJsonDocument::fromJson(message).object();
    ReadingOrder order{tableOrderFrom(asked), bulk};
    order.mostRows = asked[u"rows"].toInteger(kMostRows);
    ReadTable read = readTable(order);
    QJsonObject json;
    if (read.problem != ReadingProblem::None)
        json.insert(QStringLiteral("problem"), problemName(read.problem));
    return {QJsonDocument(json).toJson(QJsonDocument::Compact), std::move(read.block)};
}

} // namespace tabletalk
