// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "attachedtable.h"
#include "result.h"
#include "table.h"

#include <QDialog>
#include <QFuture>

#include <memory>

class QComboBox;
class QPushButton;

namespace tabletalk {

namespace Ui {
class TablePreview;
}
class TableService;

//! Shows a table that is to go along, or went: its rows, a profile of each column, how it was read and what
//! was not plain about it. The menus read it again at once; the form says what leaves. Changes nothing
//! itself: what was chosen comes with tableChosen(). Not modal.
class TablePreview : public QDialog {
    Q_OBJECT
public:
    enum class Use {
        Choose,
        Look, //!< it was sent: nothing of it can be changed
    };

    //! `service` outlives it. Shows nothing before it has a source.
    TablePreview(TableService &service, const TableOrder &order, Use use = Use::Choose,
                 QWidget *parent = nullptr);
    ~TablePreview() override;

    //! What the table is read from. Begins to read.
    void setSource(const QByteArray &bytes);
    //! There is nothing to read it from any more: shows why, and what went along.
    void setMissing(const QString &reason, const QString &sent);

signals:
    void tableChosen(const tabletalk::TableOrder &order);
    //! A person knows where the missing file is.
    void locateRequested();

private:
    void connectWidgets();
    void fillMenus();
    void read(qint64 mostRows);
    void readAgain();
    void takeTable(const Table &table, bool isWhole);
    void showChoices();
    void showSheets();
    void showColumn(int index);
    void showForm();
    void takeChoice();
    void showParts(bool hasTable);
    QString profileHtml(const Column &column) const;

    std::unique_ptr<Ui::TablePreview> m_ui;
    TableService &m_service;
    TableOrder m_order;
    Use m_use;
    QByteArray m_bytes;
    QPushButton *m_csvButton;
    QFuture<Result<Table>> m_reading;
    bool m_isWhole = false; //!< all rows were read
    bool m_isShowing = false; //!< the menus are set by us
};

} // namespace tabletalk
