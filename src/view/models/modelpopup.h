// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

#include <memory>

class QKeyEvent;

namespace tabletalk {

namespace Ui {
class ModelPopup;
}
class ModelCatalog;
class ModelListModel;

//! What ModelPicker opens: a search field over the list of models. Typing filters, Up and Down move, Enter
//! chooses, Ctrl+D or a click on the star marks a favourite, Esc closes. Says why a list is empty.
class ModelPopup : public QFrame {
    Q_OBJECT
public:
    //! `catalog` outlives the popup.
    ModelPopup(ModelCatalog &catalog, QWidget *parent);
    ~ModelPopup() override;

    //! Opens at the anchor and within its window, with an empty search and `currentModel` selected.
    void openAt(const QWidget *anchor, const QString &currentModel);

signals:
    void modelChosen(const QString &id);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool handleSearchKey(const QKeyEvent &key);
    void filter(const QString &typed);
    void selectRow(int row);
    void choose(const QModelIndex &index);
    void toggleFavourite(const QModelIndex &index);
    void showState();

    ModelCatalog &m_catalog;
    std::unique_ptr<Ui::ModelPopup> m_ui;
    ModelListModel *m_models;
    QString m_selectedId; //!< while the rows are made anew
};

} // namespace tabletalk
