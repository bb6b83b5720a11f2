// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversation/conversationfinder.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace tabletalk {

//! The bar above a conversation that a search is typed into. Knows nothing of what is searched: whoever
//! owns it forwards the query and says what came of it.
class FindBar : public QWidget {
    Q_OBJECT
public:
    explicit FindBar(QWidget *parent = nullptr);

    //! Shows the bar with its text selected; a text that is not empty replaces it.
    void open(const QString &text);
    //! Shows the bar with a query that is under way already, so that it can be gone on with. The keyboard
    //! stays where it is.
    void show(const FindQuery &query);
    FindQuery query() const;
    //! `current` counts from 1, 0 for none.
    void showResult(int current, int count, bool isSearching, const QString &mistake);

signals:
    void queryChanged(const tabletalk::FindQuery &query);
    void nextRequested();
    void previousRequested();
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QToolButton *addButton(const QString &text, const QString &name, const QString &objectName);

    QLineEdit *m_edit;
    QLabel *m_result;
    QToolButton *m_case;
    QToolButton *m_word;
    QToolButton *m_expression;
    QToolButton *m_previous;
    QToolButton *m_next;
};

} // namespace tabletalk
