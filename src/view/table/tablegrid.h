// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tablearrangement.h"

#include <QFuture>
#include <QWidget>

#include <memory>

class QComboBox;
class QLabel;
class QLineEdit;
class QMenu;
class QTableView;
class QToolButton;

namespace tabletalk {

class JobBar;
class TableModel;

//! The rows of a table to be looked at: sorted by a click on a column's head, filtered by column or over all
//! of them, copied to other programs and saved as CSV. What takes long is done elsewhere and can be given
//! up. Of any length: a very long table's grid moves on by itself.
class TableGrid : public QWidget {
    Q_OBJECT
public:
    explicit TableGrid(QWidget *parent = nullptr);
    ~TableGrid() override;

    //! What was looked for and sorted by stays, where the columns are the same.
    void setTable(const Table &table);
    const Table &table() const;
    JobBar &jobs() { return *m_jobs; }
    int currentColumn() const;
    void setCurrentColumn(int column);
    //! Shows a row by its place among those that are shown.
    void goTo(qint64 place);
    void saveAsCsv();
    void copy(bool withNames);

signals:
    void currentColumnChanged(int column);
    //! What came of something: a sentence.
    void said(const QString &sentence);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void sortBy(int column);
    void setSort(int column, bool isDescending);
    void takeFilter();
    void showFilterOf(int column);
    void clearFilters();
    void arrange();
    void showCount();
    void moveWindow();
    void openMenu(const QPoint &globalPosition, int column);
    void fitColumns();

    TableModel *m_model;
    QTableView *m_view;
    QComboBox *m_filterColumn;
    QLineEdit *m_filter;
    QToolButton *m_clear;
    QLabel *m_count;
    QLineEdit *m_goTo;
    JobBar *m_jobs;
    TableArrangement m_arrangement;
    QFuture<std::shared_ptr<const RowList>> m_arranging;
    bool m_isMoving = false;
};

} // namespace tabletalk
