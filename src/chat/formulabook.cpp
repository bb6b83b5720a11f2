// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "formulabook.h"

#include "whenfinished.h"
#include "workerservice.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>

namespace tabletalk {

namespace {

constexpr qsizetype kCacheBytes = 4 * 1024 * 1024;
constexpr size_t kLargestBatch = 32;
constexpr qsizetype kMostPending = 2000; // what is beyond is asked for again when it is looked at again
//! A worker starts and loads KaTeX within a fraction of it.
constexpr std::chrono::milliseconds kDeadline{4000};
//! So many formulas in a row that end the worker are a worker that does not work.
constexpr int kMostFailures = 8;

QString withoutDelimiters(QStringView source)
{
    const qsizetype length = source.startsWith(u"$$") || source.startsWith(u'\\') ? 2 : 1;
    return source.size() < 2 * length ? QString()
                                      : source.sliced(length).chopped(length).trimmed().toString();
}

} // namespace

FormulaBook::FormulaBook(WorkerService &workers, const QString &fontFolder, QObject *parent)
    : QObject(parent)
    , m_workers(workers)
    , m_fontFolder(fontFolder)
    , m_entries(kCacheBytes)
{
}

QString FormulaBook::installedFonts()
{
    const QString regular = QStandardPaths::locate(
        QStandardPaths::GenericDataLocation, QStringLiteral("fonts/truetype/katex/KaTeX_Main-Regular.ttf"));
    return regular.left(regular.lastIndexOf(u'/'));
}

FormulaBook::Placed FormulaBook::placed(QStringView source, bool isDisplay)
{
    const Key key{withoutDelimiters(source), isDisplay};
    if (const Entry *entry = m_entries.object(key))
        return entry->placed;
    if (!m_givenUp.isEmpty() || m_pending.contains(key) || m_pending.size() >= kMostPending)
        return nullptr;
    m_pending.insert(key);
    m_waiting.push_back(key);
    // Whoever lays out a page asks for all its formulas before the first is typeset.
    if (!m_isAsking) {
        m_isAsking = true;
        QMetaObject::invokeMethod(this, &FormulaBook::askNext, Qt::QueuedConnection);
    }
    return nullptr;
}

QString FormulaBook::refusal(QStringView source, bool isDisplay) const
{
    const Entry *entry = m_entries.object({withoutDelimiters(source), isDisplay});
    return entry ? entry->refusal : m_givenUp;
}

void FormulaBook::askNext()
{
    if (m_fontFolder.isEmpty()) {
        giveUp(tr("Formulas are shown as their source: the fonts of KaTeX are not installed "
                  "(in Debian the package fonts-katex)."));
        return;
    }
    Batch batch;
    if (!m_suspects.empty()) {
        batch.push_back(m_suspects.front());
        m_suspects.pop_front();
    }
    while (m_suspects.empty() && !m_waiting.empty() && batch.size() < kLargestBatch) {
        batch.push_back(m_waiting.front());
        m_waiting.pop_front();
    }
    m_isAsking = !batch.empty();
    if (!m_isAsking)
        return;
    QJsonArray asked;
    for (const Key &key : batch)
        asked.append(QJsonArray{key.source, key.isDisplay});
    const WorkerQuestion question{.role = QStringLiteral("formula"),
                                  .bulk = QJsonDocument(asked).toJson(QJsonDocument::Compact),
                                  .deadline = kDeadline,
                                  .mayReuse = true};
    whenFinished(m_workers.ask(question), this,
                 [this, batch](const Result<WorkerAnswer> &answer) { take(batch, answer); });
}

void FormulaBook::take(const Batch &batch, const Result<WorkerAnswer> &answer)
{
    if (answer && answer.value().message == "missing") {
        giveUp(tr("Formulas are shown as their source: KaTeX is not installed (in Debian the package "
                  "libjs-katex), or is of a version that Tabletalk does not know."));
        return;
    }
    const QJsonArray placed = answer ? QJsonDocument::fromJson(answer.value().bulk).array() : QJsonArray();
    const bool isWhole = placed.size() == qsizetype(batch.size());
    if (!isWhole && batch.size() > 1) {
        m_suspects.insert(m_suspects.end(), batch.begin(), batch.end());
    } else if (!isWhole) {
        refuse(batch.front(), answer
                                  ? tr("A formula is shown as its source: what came of it made no sense.")
                                  : tr("A formula is shown as its source. %1").arg(answer.error().userText));
        if (++m_failures >= kMostFailures) {
            giveUp(
                tr("Formulas are shown as their source: Tabletalk's helper process fails again and again."));
            return;
        }
    } else {
        m_failures = 0;
        for (size_t i = 0; i < batch.size(); ++i) {
            const QJsonObject object = placed[qsizetype(i)].toObject();
            std::optional<PlacedFormula> formula = readPlacedFormula(object);
            if (object.contains(u"error")) {
                refuse(batch[i], tr("A formula is shown as its source. %1").arg(object[u"error"].toString()));
            } else if (object.contains(u"tooLong")) {
                refuse(batch[i], tr("A formula is shown as its source: it is too long to be typeset."));
            } else if (!formula || object.contains(u"unknown")) {
                refuse(batch[i], tr("A formula is shown as its source: Tabletalk cannot draw all of it."));
            } else {
                const qsizetype cost = formula->bytes() + 2 * batch[i].source.size();
                m_pending.remove(batch[i]);
                m_entries.insert(batch[i],
                                 new Entry{std::make_shared<const PlacedFormula>(std::move(*formula)), {}},
                                 cost);
            }
        }
    }
    emit changed();
    askNext();
}

void FormulaBook::refuse(const Key &key, const QString &sentence)
{
    m_pending.remove(key);
    m_entries.insert(key, new Entry{nullptr, sentence}, 200 + 2 * key.source.size());
    sayOnce(sentence);
}

void FormulaBook::giveUp(const QString &sentence)
{
    m_givenUp = sentence;
    m_pending.clear();
    m_waiting.clear();
    m_suspects.clear();
    m_isAsking = false;
    sayOnce(sentence);
    emit changed();
}

void FormulaBook::sayOnce(const QString &sentence)
{
    if (!std::exchange(m_isReported, true))
        emit said(sentence);
}

} // namespace tabletalk
