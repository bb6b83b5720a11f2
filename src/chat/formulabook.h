// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "placedformula.h"
#include "result.h"

#include <QCache>
#include <QObject>
#include <QSet>

#include <deque>
#include <memory>

namespace tabletalk {

class WorkerService;
struct WorkerAnswer;

//! The formulas that were typeset, by source. What is asked for and not known is typeset by the worker,
//! several at a time; nothing is started before the first. A formula that makes the worker fail or take
//! too long is refused and takes no other with it. Bounded: what was not used for long is forgotten.
class FormulaBook : public QObject {
    Q_OBJECT
public:
    using Placed = std::shared_ptr<const PlacedFormula>;

    //! `workers` outlives the book; `fontFolder` is where KaTeX's fonts are, empty where they are missing.
    explicit FormulaBook(WorkerService &workers, const QString &fontFolder = installedFonts(),
                         QObject *parent = nullptr);

    //! The folder of the distribution's fonts-katex; empty where it is not installed.
    static QString installedFonts();
    const QString &fontFolder() const { return m_fontFolder; }

    //! A formula with its delimiters. Null while it is being typeset, which changed() ends, and where it is
    //! to be shown as its source for good.
    Placed placed(QStringView source, bool isDisplay);
    //! A sentence why a formula stays as its source; empty while that is not known.
    QString refusal(QStringView source, bool isDisplay) const;

signals:
    //! More formulas are placed, or refused.
    void changed();
    //! Why formulas are shown as their source: once, however many they are.
    void said(const QString &sentence);

private:
    struct Key {
        QString source;
        bool isDisplay = false;
        bool operator==(const Key &) const = default;
        friend size_t qHash(const Key &key, size_t seed)
        {
            return qHashMulti(seed, key.source, key.isDisplay);
        }
    };
    struct Entry {
        Placed placed;
        QString refusal;
    };
    using Batch = std::vector<Key>;

    void askNext();
    void take(const Batch &batch, const Result<WorkerAnswer> &answer);
    void refuse(const Key &key, const QString &sentence);
    void giveUp(const QString &sentence);
    void sayOnce(const QString &sentence);

    WorkerService &m_workers;
    QString m_fontFolder;
    QCache<Key, Entry> m_entries;
    QSet<Key> m_pending; //!< waiting or being typeset
    std::deque<Key> m_waiting;
    std::deque<Key> m_suspects; //!< of a batch that failed: asked one by one
    QString m_givenUp; //!< why nothing is asked any more
    int m_failures = 0; //!< of the worker, in a row
    bool m_isAsking = false;
    bool m_isReported = false;
};

} // namespace tabletalk
