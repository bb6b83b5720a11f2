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

namespace tabletalk {

namespace Ui {
class TablePreview;
}
class TableModel;
class TableService;

//! Shows a table that is to go along: its rows, a profile of each column, how it was read and what was not
//! plain about it. The menus read it again at once; the form says what leaves. Changes nothing itself: what
//! was chosen comes with tableChosen(). Not modal.
class TablePreview : public QDialog {
    Q_OBJECT
public:
    //! `service` outlives it. Begins to read.
    TablePreview(TableService &service, const TableOrder &order, const QByteArray &bytes,
                 QWidget *parent = nullptr);
    ~TablePreview() override;

signals:
    void tableChosen(const tabletalk::TableOrder &order);

private:
    void fillMenus();
    void read();
    void showTable(const Table &table);
    void showChoices();
    void showColumn(int index);
    void showForm();
    void takeChoice();
    QString profileHtml(const Column &column) const;

    std::unique_ptr<Ui::TablePreview> m_ui;
    TableService &m_service;
    TableOrder m_order;
    QByteArray m_bytes;
    TableModel *m_model;
    QFuture<Result<Table>> m_reading;
    bool m_isShowing = false; //!< the menus are set by us
};

} // namespace tabletalk
