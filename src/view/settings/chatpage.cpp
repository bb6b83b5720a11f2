// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "chatpage.h"

#include "modelcatalog.h"
#include "models/modelpicker.h"
#include "symbolicicon.h"
#include "titlemaker.h"
#include "ui_chatpage.h"

#include <QSignalBlocker>

namespace tabletalk {

ChatPage::ChatPage(Settings &settings, ModelCatalog &catalog, QWidget *parent)
    : SettingsPage(parent)
    , m_ui(std::make_unique<Ui::ChatPage>())
    , m_settings(settings)
    , m_catalog(catalog)
    , m_titleModel(new ModelPicker(catalog, this))
{
    m_ui->setupUi(this);
    m_titleModel->setObjectName(QStringLiteral("titleModelPicker"));
    m_titleModel->setAccessibleName(tr("Model for titles"));
    m_titleModel->setFlat(false);
    m_ui->titleModelLabel->setBuddy(m_titleModel);
    m_ui->titleModelLayout->insertWidget(1, m_titleModel);
    setTabOrder(m_ui->titlesCheckBox, m_titleModel);
    load();
    connect(m_ui->ctrlEnterRadioButton, &QRadioButton::toggled, this, [this](bool checked) {
        m_settings.set(settings::sendKey, int(checked ? SendKey::CtrlEnter : SendKey::Enter));
    });
    connect(m_ui->instructionsEdit, &QPlainTextEdit::textChanged, this,
            [this] { m_settings.set(settings::defaultInstructions, m_ui->instructionsEdit->toPlainText()); });
    connect(m_ui->titlesCheckBox, &QCheckBox::toggled, this, [this](bool checked) {
        m_settings.set(settings::titlesByModel, checked);
        m_settings.set(settings::titleModel, m_titleModel->currentModel());
        loadTitles();
    });
    connect(m_titleModel, &ModelPicker::modelChosen, this, [this](const QString &id) {
        m_settings.set(settings::titleModel, id);
        explainTitles();
    });
    connect(&catalog, &ModelCatalog::modelsChanged, this, &ChatPage::loadTitles);
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
    loadTitles();
}

void ChatPage::loadTitles()
{
    const QSignalBlocker noWriting(m_ui->titlesCheckBox);
    const bool isOn = m_settings.value(settings::titlesByModel);
    const QString chosen = m_settings.value(settings::titleModel);
    m_ui->titlesCheckBox->setChecked(isOn);
    m_titleModel->setCurrentModel(chosen.isEmpty() ? m_catalog.cheapestModel() : chosen);
    m_titleModel->setEnabled(isOn);
    m_ui->titleModelLabel->setEnabled(isOn);
    explainTitles();
}

void ChatPage::explainTitles()
{
    const std::optional<Money> price = TitleMaker::highestPrice(m_catalog.info(m_titleModel->currentModel()));
    m_ui->titlesNoteLabel->setText(
        price
            ? tr("Each title is a request of its own, which costs %1 or less with this model. It sends the "
                 "beginning of the first message and of its answer. Otherwise the first words are the title. "
                 "A title that you gave is never changed.")
                  .arg(price->toDisplay())
            : tr(
                "Each title is a request of its own and costs what the model costs; its price is not listed. "
                "It sends the beginning of the first message and of its answer. Otherwise the first words "
                "are the title. A title that you gave is never changed."));
}

} // namespace tabletalk
