// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingestrole.h"

#include "attachedtable.h"
#include "blockspace.h"
#include "paralleltasks.h"
#include "sealedmemory.h"
#include "sqlitetables.h"
#include "tablereading.h"
#include "textencoding.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <new>

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

IngestRole::IngestRole() = default;
IngestRole::~IngestRole() = default;

SandboxLimits IngestRole::limits() const
{
    SandboxLimits limits;
    // The block's whole room counts, whatever of it is used, and the source, which the program chose.
    limits.memory = 3ull * kMostBlockBytes;
    limits.answer = kMostBlockBytes;
    limits.cpu = std::chrono::seconds(110);
    return limits;
}

void IngestRole::prepare()
{
    // Converters are looked up in files at their first use, and so is what SQLite asks the system.
    decodedText("a", "windows-1252");
    SqliteTables::prepare();
    constexpr int kThreads = 1; // beside the one that reads the source
    m_tasks = std::make_unique<ParallelTasks>(kThreads);
}

WorkerAnswer IngestRole::answer(const QByteArray &message, const QByteArray &bulk)
{
    const QJsonObject asked = QJsonDocument::fromJson(message).object();
    ReadingOrder order{tableOrderFrom(asked), bulk};
    order.mostRows = asked[u"rows"].toInteger(kMostRows);
    SealedWriter room(kMostBlockBytes);
    if (!room.data())
        throw std::bad_alloc();
    BlockSpace space(room.data(), kMostBlockBytes);
    const ReadingProblem problem = readTable(order, space, *m_tasks);
    QJsonObject json;
    if (problem != ReadingProblem::None)
        json.insert(QStringLiteral("problem"), problemName(problem));
    else if (m_sealed = room.seal(space.bytes().size()); !m_sealed.isValid())
        throw std::bad_alloc();
    return {QJsonDocument(json).toJson(QJsonDocument::Compact), {}};
}

FileDescriptor IngestRole::takeSealed()
{
    return std::move(m_sealed);
}

} // namespace tabletalk
