// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "result.h"
#include "turn.h"

#include <QAbstractListModel>
#include <QCache>
#include <QHash>

#include <functional>
#include <map>

namespace tabletalk {

//! The turns of a conversation's selected path, one row each, oldest first. Holds a summary per row; a
//! turn's text is read when asked for and kept in a small cache, except for turns that are being written
//! or are not on disk yet, which it holds. Window thread.
class TurnListModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        TurnIdRole = Qt::UserRole + 1, //!< TurnId::value, qint64
        IsAnswerRole, //!< bool
    };
    using Loader = std::function<Result<Turn>(TurnId)>;

    explicit TurnListModel(Loader loader, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    //! DisplayRole is the turn's text.
    QVariant data(const QModelIndex &index, int role) const override;

    void reset(const QList<TurnSummary> &path);
    //! Shows another path: rows both have in common stay, what follows is another branch.
    void changePath(const QList<TurnSummary> &path);
    //! Adds a row and holds its turn until release().
    void append(const Turn &turn);
    //! Shows `turn` in the place of `row` as its newest version and holds it; what stood from there on is
    //! on another branch now. At rowCount() it is append().
    void placeVersion(int row, const Turn &turn);
    void removeFrom(int row);

    int rowOf(TurnId id) const; //!< -1 if it is not on the path
    const TurnSummary &summary(int row) const;
    //! Valid until the next call that changes or loads anything. A turn that cannot be read comes back as
    //! a failed one that says so. Do not keep a copy of a turn that is being written: the copy would
    //! share its text, and every append would then copy it.
    const Turn &turn(int row) const;

    //! A held turn, to be changed in place; follow with one of the two below.
    Turn &heldTurn(TurnId id);
    //! Text was appended to the last step of a held turn, nothing else changed.
    void noteAppended(TurnId id);
    //! Anything else of a held turn changed: steps, progress, usage.
    void noteChanged(TurnId id);
    //! It is on disk now: from here on it may be dropped and read again.
    void release(TurnId id);

signals:
    //! The text of the row's last step grew; comes instead of dataChanged().
    void textAppended(int row);

private:
    void appendRow(const TurnSummary &summary);
    void refreshSummary(int row, const Turn &turn);

    Loader m_loader;
    QList<TurnSummary> m_path;
    QHash<TurnId, int> m_rows;
    std::map<TurnId, Turn> m_held;
    mutable QCache<TurnId, Turn> m_cache;
};

} // namespace tabletalk
