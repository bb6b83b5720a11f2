// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "parameters.h"

#include <QWidget>

class QHBoxLayout;
class QToolButton;

namespace tabletalk {

class ElidedLabel;
class ModelCatalog;
class ModelPicker;
class ParametersPanel;
struct Conversation;

//! The bar above a conversation: its title, its model, its parameters, and room at both ends for the
//! window's buttons. It shows what it is given and says what was chosen; it keeps nothing.
class ConversationBar : public QWidget {
    Q_OBJECT
public:
    //! `models` outlives the bar.
    explicit ConversationBar(ModelCatalog &models, QWidget *parent = nullptr);

    void addLeadingButton(QToolButton *button);
    void addTrailingButton(QToolButton *button);
    void showConversation(const Conversation &conversation);
    void openModelPicker();
    //! The panel below its button, filled from the conversation.
    void openParameters(const Conversation &conversation);
    //! The same, at the most tokens an answer may have.
    void openTokenLimit(const Conversation &conversation);

signals:
    void modelChosen(const QString &id);
    void parametersRequested();
    void parametersChanged(const tabletalk::Parameters &parameters);
    void instructionsChanged(const QString &instructions);

private:
    ElidedLabel *m_title;
    ModelPicker *m_picker;
    QToolButton *m_parametersButton;
    QHBoxLayout *m_layout;
    ParametersPanel *m_parametersPanel = nullptr; //!< made when it is opened first
};

} // namespace tabletalk
