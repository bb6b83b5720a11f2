// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversationbar.h"

#include "composer/parameterspanel.h"
#include "conversation.h"
#include "elidedlabel.h"
#include "models/modelpicker.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace tabletalk {

ConversationBar::ConversationBar(ModelCatalog &models, QWidget *parent)
    : QWidget(parent)
    , m_title(new ElidedLabel(this))
    , m_picker(new ModelPicker(models, this))
    , m_parametersButton(new QToolButton(this))
    , m_layout(new QHBoxLayout(this))
{
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);

    m_parametersButton->setObjectName(QStringLiteral("parametersButton"));
    m_parametersButton->setText(tr("Parameters"));
    m_parametersButton->setAutoRaise(true);
    m_parametersButton->setFocusPolicy(Qt::StrongFocus);
    m_parametersButton->setToolTip(
        tr("Instructions, temperature, length and reasoning of this conversation"));

    m_layout->setContentsMargins(8, 6, 8, 6);
    m_layout->setSpacing(6);
    m_layout->addWidget(m_title, 1);
    m_layout->addWidget(m_picker);
    m_layout->addWidget(m_parametersButton);

    connect(m_picker, &ModelPicker::modelChosen, this, &ConversationBar::modelChosen);
    connect(m_parametersButton, &QToolButton::clicked, this, &ConversationBar::parametersRequested);
}

void ConversationBar::addLeadingButton(QToolButton *button)
{
    m_layout->insertWidget(0, button);
}

void ConversationBar::addTrailingButton(QToolButton *button)
{
    m_layout->addWidget(button);
}

void ConversationBar::showConversation(const Conversation &conversation)
{
    m_title->setFullText(conversation.title);
    m_picker->setCurrentModel(conversation.model);
    QFont marked = m_parametersButton->font();
    marked.setBold(!conversation.parameters.isUntouched() || !conversation.instructions.trimmed().isEmpty());
    m_parametersButton->setFont(marked);
}

void ConversationBar::openModelPicker()
{
    m_picker->openPopup();
}

void ConversationBar::openParameters(const Conversation &conversation)
{
    if (!m_parametersPanel) {
        m_parametersPanel = new ParametersPanel(this);
        connect(m_parametersPanel, &ParametersPanel::parametersChanged, this,
                &ConversationBar::parametersChanged);
        connect(m_parametersPanel, &ParametersPanel::instructionsChanged, this,
                &ConversationBar::instructionsChanged);
    }
    m_parametersPanel->setInstructions(conversation.instructions);
    m_parametersPanel->setParameters(conversation.parameters);
    m_parametersPanel->openAt(m_parametersButton);
}

void ConversationBar::openTokenLimit(const Conversation &conversation)
{
    openParameters(conversation);
    m_parametersPanel->focusTokenLimit();
}

} // namespace tabletalk
