// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "chatpage.h"

#include "symbolicicon.h"
#include "ui_chatpage.h"

#include <QSignalBlocker>

namespace tabletalk {

ChatPage::ChatPage(Settings &settings, QWidget *parent)
    : SettingsPage(parent)
    , m_ui(std::make_unique<Ui::ChatPage>())
    , m_settings(settings)
{
    m_ui->setupUi(this);
    load();
    connect(m_ui->ctrlEnterRadioButton, &QRadioButton::toggled, this, [this](bool checked) {
        m_settings.set(settings::sendKey, int(checked ? SendKey::CtrlEnter : SendKey::Enter));
    });
    connect(m_ui->instructionsEdit, &QPlainTextEdit::textChanged, this,
            [this] { m_settings.set(settings::defaultInstructions, m_ui->instructionsEdit->toPlainText()); });
}

ChatPage::~ChatPage() = default;

QString ChatPage::title() const
{
    return tr("Chat");
}

QIcon ChatPage::icon() const
{
    return symbolicIcon(QStringLiteral("chat"), QPalette::Text);
}

void ChatPage::load()
{
    const QSignalBlocker noWriting(m_ui->instructionsEdit);
    const bool ctrlEnter = m_settings.value(settings::sendKey) == int(SendKey::CtrlEnter);
    m_ui->ctrlEnterRadioButton->setChecked(ctrlEnter);
    m_ui->enterRadioButton->setChecked(!ctrlEnter);
    const QString instructions = m_settings.value(settings::defaultInstructions);
    if (m_ui->instructionsEdit->toPlainText() != instructions)
        m_ui->instructionsEdit->setPlainText(instructions);
}

} // namespace tabletalk
