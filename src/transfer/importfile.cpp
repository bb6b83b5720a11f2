// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "importfile.h"

#include "importer.h"
#include "importerror.h"
#include "importreader.h"
#include "zipreader.h"

#include <QCoreApplication>
#include <QIODevice>
#include <QRegularExpression>

#include <algorithm>

namespace tabletalk {

namespace {

//! Of all JSON that is read at once; about ten times as much memory is needed for it.
constexpr qint64 kMostBytes = 512LL * 1024 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("tabletalk::Transfer", text);
}

Error tooLarge()
{
    return notReadable(tr("There is more than 512 MB of conversations in the file. Export them in parts."));
}

bool holdsConversations(const ZipEntry &entry)
{
    // "conversations.json", or "conversations-001.json" and so on.
    static const QRegularExpression kName(QStringLiteral("(^|/)conversations[^/]*\\.json$"),
                                          QRegularExpression::CaseInsensitiveOption);
    return kName.match(entry.name).hasMatch();
}

void merge(ImportedConversations &whole, const ImportedConversations &part)
{
    whole.format = part.format;
    whole.trees += part.trees;
    whole.attachments.insert(part.attachments);
    const qsizetype fitting = std::max<qsizetype>(0, kMostImportProblems - whole.problems.size());
    whole.problems += part.problems.first(std::min(fitting, part.problems.size()));
    whole.moreProblems += part.moreProblems + int(std::max<qsizetype>(0, part.problems.size() - fitting));
}

Result<ImportedConversations> readArchive(QIODevice &file, const NextId &nextId,
                                          QPromise<Result<ImportedConversations>> &promise)
{
    Result<QList<ZipEntry>> directory = readZipDirectory(file);
    if (!directory)
        return directory.error();
    QList<ZipEntry> entries = std::move(directory).value();
    const auto firstOther = std::stable_partition(entries.begin(), entries.end(), holdsConversations);
    const auto others = int(entries.end() - firstOther);
    entries.erase(firstOther, entries.end());
    if (entries.isEmpty())
        return notReadable(tr("There is no conversations.json in the zip archive. Choose the archive that "
                              "the other program's export gave you."));
    std::sort(entries.begin(), entries.end(),
              [](const ZipEntry &a, const ZipEntry &b) { return a.name < b.name; });
    ImportedConversations report;
    qint64 bytesLeft = kMostBytes;
    promise.setProgressRange(0, int(entries.size()));
    for (const ZipEntry &entry : entries) {
        if (promise.isCanceled())
            return Error{.kind = ErrorKind::Cancelled};
        bytesLeft -= entry.bytes;
        if (bytesLeft < 0)
            return tooLarge();
        const Result<QByteArray> bytes = readZipEntry(file, entry);
        const Result<ImportedConversations> part =
            bytes ? importConversations(*bytes, nextId) : Result<ImportedConversations>(bytes.error());
        if (part)
            merge(report, *part);
        else
            addProblem(report, entry.name, part.error().userText);
        promise.setProgressValue(promise.future().progressValue() + 1);
    }
    if (report.trees.isEmpty())
        return notReadable(report.problems.value(0));
    if (others > 0)
        addProblem(report, tr("Zip archive"),
                   tr("Its other files were left out, such as pictures and settings: %1.").arg(others));
    return report;
}

} // namespace

void readImportFile(QIODevice &file, const NextId &nextId, QPromise<Result<ImportedConversations>> &promise)
{
    if (isZip(file))
        promise.addResult(readArchive(file, nextId, promise));
    else if (file.size() > kMostBytes)
        promise.addResult(Result<ImportedConversations>(tooLarge()));
    else
        promise.addResult(importConversations(file.readAll(), nextId));
}

} // namespace tabletalk
