// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "insertrun.h"

#include "whenfinished.h"

#include <QDateTime>

#include <algorithm>

namespace tabletalk {

namespace {

//! Lists of messages say no times. Left at nought, the conversation would be filed under 1970. Our own format
//! says all, and comes back as it was.
ConversationTree withTimes(ConversationTree tree)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const auto fill = [now](qint64 &time) {
        if (time == 0)
            time = now;
    };
    fill(tree.conversation.createdMs);
    fill(tree.conversation.changedMs);
    for (Turn &turn : tree.turns)
        fill(turn.createdMs);
    return tree;
}

} // namespace

InsertRun::InsertRun(const ImportedConversations &report, HistoryStore &history, KeepBytes keep,
                     QObject *parent)
    : QObject(parent)
    , m_report(report)
    , m_bytes(report.attachments.values())
    , m_history(history)
    , m_keep(std::move(keep))
{
    m_report.attachments.clear();
}

QFuture<Result<Done>> InsertRun::start()
{
    m_promise.start();
    m_promise.setProgressRange(0, int(m_report.trees.size()));
    QFuture<Result<Done>> future = m_promise.future();
    keepNext();
    return future;
}

void InsertRun::keepNext()
{
    if (m_bytes.isEmpty() || m_promise.isCanceled()) {
        findFolders();
        return;
    }
    whenFinished(m_keep(m_bytes.takeLast()), this, [this](const Result<QByteArray> &kept) {
        if (kept)
            keepNext();
        else
            finish(kept.error());
    });
}

void InsertRun::findFolders()
{
    if (m_report.folders.isEmpty() || m_promise.isCanceled()) {
        insertNext();
        return;
    }
    whenFinished(m_history.folders(), this, [this](const Result<QList<Folder>> &known) {
        if (!known) {
            finish(known.error());
            return;
        }
        QStringList names = m_report.folders.values();
        names.removeDuplicates();
        names.sort();
        for (const QString &name : std::as_const(names))
            fileInto(name, *known);
        insertNext();
    });
}

void InsertRun::fileInto(const QString &name, const QList<Folder> &known)
{
    const auto found =
        std::ranges::find_if(known, [&name](const Folder &folder) { return folder.name == name; });
    const Folder folder = found == known.end() ? Folder{m_history.nextFolderId(), name} : *found;
    if (found == known.end())
        m_history.save(folder); // a conversation that could not be filed would say so
    for (ConversationTree &tree : m_report.trees) {
        if (m_report.folders.value(tree.conversation.id) == name)
            tree.conversation.filing.folder = folder.id;
    }
}

void InsertRun::insertNext()
{
    m_promise.setProgressValue(m_at);
    if (m_promise.isCanceled() || m_at == m_report.trees.size()) {
        finish(Done{});
        return;
    }
    const ConversationTree &tree = m_report.trees.at(m_at++);
    const bool isOurs = m_report.format == ImportFormat::Tabletalk;
    whenFinished(m_history.insert(isOurs ? tree : withTimes(tree)), this,
                 [this](const Result<Done> &inserted) {
                     if (inserted)
                         insertNext();
                     else
                         finish(inserted.error());
                 });
}

void InsertRun::finish(const Result<Done> &result)
{
    m_promise.addResult(result);
    m_promise.finish();
    deleteLater();
}

} // namespace tabletalk
