// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "turnlistmodel.h"

#include "logging.h"

#include <algorithm>

namespace tabletalk {

namespace {

//! Characters, not rows: a page of long answers weighs as much as a thousand short questions.
constexpr int kCachedCharacters = 1'000'000;

Turn unreadable(const TurnSummary &summary, const Error &error)
{
    Turn turn;
    turn.id = summary.id;
    turn.parent = summary.parent;
    turn.role = summary.role;
    turn.createdMs = summary.createdMs;
    turn.model = summary.model;
    turn.progress = Progress::Failed;
    turn.failure = error;
    return turn;
}

} // namespace

TurnListModel::TurnListModel(Loader loader, QObject *parent)
    : QAbstractListModel(parent)
    , m_loader(std::move(loader))
    , m_cache(kCachedCharacters)
{
}

int TurnListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_path.size());
}

QVariant TurnListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return turn(index.row()).text();
    case TurnIdRole:
        return summary(index.row()).id.value;
    case IsAnswerRole:
        return summary(index.row()).role == TurnRole::Answer;
    default:
        return {};
    }
}

void TurnListModel::reset(const QList<TurnSummary> &path)
{
    beginResetModel();
    m_path = path;
    m_rows.clear();
    m_rows.reserve(path.size());
    for (int row = 0; row < path.size(); ++row)
        m_rows.insert(path[row].id, row);
    m_held.clear();
    m_cache.clear();
    endResetModel();
}

void TurnListModel::changePath(const QList<TurnSummary> &path)
{
    const auto [mine, other] = std::ranges::mismatch(m_path, path);
    removeFrom(int(mine - m_path.begin()));
    if (other == path.end())
        return;
    const int first = int(m_path.size());
    beginInsertRows({}, first, int(path.size()) - 1);
    for (auto summary = other; summary != path.end(); ++summary)
        appendRow(*summary);
    endInsertRows();
}

void TurnListModel::append(const Turn &turn)
{
    placeVersion(int(m_path.size()), turn);
}

void TurnListModel::placeVersion(int row, const Turn &turn)
{
    TurnSummary summary = summaryOf(turn);
    if (row < m_path.size()) {
        // Ids grow, and versions are in the order of their ids.
        summary.versionIndex = m_path.at(row).versionCount;
        summary.versionCount = summary.versionIndex + 1;
        removeFrom(row);
    }
    beginInsertRows({}, row, row);
    appendRow(summary);
    m_held.insert_or_assign(turn.id, turn);
    endInsertRows();
}

void TurnListModel::appendRow(const TurnSummary &summary)
{
    m_rows.insert(summary.id, int(m_path.size()));
    m_path.append(summary);
}

void TurnListModel::removeFrom(int row)
{
    if (row >= m_path.size())
        return;
    beginRemoveRows({}, row, int(m_path.size()) - 1);
    for (const TurnSummary &gone : m_path.sliced(row)) {
        m_rows.remove(gone.id);
        m_held.erase(gone.id);
        m_cache.remove(gone.id);
    }
    m_path.resize(row);
    endRemoveRows();
}

int TurnListModel::rowOf(TurnId id) const
{
    return m_rows.value(id, -1);
}

const TurnSummary &TurnListModel::summary(int row) const
{
    return m_path.at(row);
}

const Turn &TurnListModel::turn(int row) const
{
    const TurnSummary &summary = m_path.at(row);
    if (const auto held = m_held.find(summary.id); held != m_held.end())
        return held->second;
    if (const Turn *cached = m_cache.object(summary.id))
        return *cached;

    Result<Turn> loaded = m_loader(summary.id);
    if (!loaded)
        qCWarning(lcChat) << "a turn could not be read:" << loaded.error().detail;
    auto *turn = new Turn(loaded ? std::move(loaded).value() : unreadable(summary, loaded.error()));
    // One turn may be larger than the whole cache; QCache would delete it on the spot.
    const int cost = std::min(summary.characterCount + 100, kCachedCharacters);
    m_cache.insert(summary.id, turn, cost);
    return *turn;
}

Turn &TurnListModel::heldTurn(TurnId id)
{
    const auto held = m_held.find(id);
    Q_ASSERT(held != m_held.end());
    return held->second;
}

void TurnListModel::noteAppended(TurnId id)
{
    const int row = rowOf(id);
    Q_ASSERT(row >= 0);
    emit textAppended(row);
}

void TurnListModel::noteChanged(TurnId id)
{
    const int row = rowOf(id);
    Q_ASSERT(row >= 0);
    refreshSummary(row, m_held.at(id));
    emit dataChanged(index(row), index(row));
}

void TurnListModel::release(TurnId id)
{
    const auto held = m_held.find(id);
    if (held == m_held.end())
        return;
    const int row = rowOf(id);
    if (row < 0) {
        m_held.erase(held);
        return;
    }
    refreshSummary(row, held->second);
    const int cost = std::min(m_path.at(row).characterCount + 100, kCachedCharacters);
    auto *turn = new Turn(std::move(held->second));
    m_held.erase(held);
    m_cache.insert(id, turn, cost);
}

void TurnListModel::refreshSummary(int row, const Turn &turn)
{
    TurnSummary fresh = summaryOf(turn);
    fresh.versionIndex = m_path.at(row).versionIndex;
    fresh.versionCount = m_path.at(row).versionCount;
    m_path[row] = fresh;
}

} // namespace tabletalk
