// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversation/conversationfinder.h"
#include "historysearch.h"

#include <QDialog>

#include <memory>

class QModelIndex;

namespace tabletalk {

namespace Ui {
class SearchDialog;
}
class ConversationIndex;
class ModelCatalog;
class SearchListModel;

//! Search over all conversations, as it is typed. Up and Down move in what was found, Enter opens it, Esc
//! closes. Not modal.
class SearchDialog : public QDialog {
    Q_OBJECT
public:
    //! All outlive it.
    SearchDialog(HistorySearch &search, const ConversationIndex &conversations, const ModelCatalog &models,
                 QWidget *parent = nullptr);
    ~SearchDialog() override;

    //! Shows it with the words of last time selected.
    void begin();

signals:
    //! `turn` is none where the title was found; `marked` finds in it what was looked for.
    void chosen(tabletalk::ConversationId conversation, tabletalk::TurnId turn,
                const tabletalk::FindQuery &marked);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fillModels();
    SearchQuery query() const;
    void search();
    void showState();
    void choose(const QModelIndex &index);

    std::unique_ptr<Ui::SearchDialog> m_ui;
    const ConversationIndex &m_conversations;
    const ModelCatalog &m_models;
    SearchListModel *m_hits;
};

} // namespace tabletalk
