// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "parameterspanel.h"

#include "popupplacement.h"
#include "symbolicicon.h"
#include "ui_parameterspanel.h"

#include <QScopedValueRollback>

namespace tabletalk {

namespace {

QString effortName(ReasoningEffort effort)
{
    switch (effort) {
    case ReasoningEffort::None:
        return ParametersPanel::tr("None");
    case ReasoningEffort::Minimal:
        return ParametersPanel::tr("Minimal");
    case ReasoningEffort::Low:
        return ParametersPanel::tr("Low");
    case ReasoningEffort::Medium:
        return ParametersPanel::tr("Medium");
    case ReasoningEffort::High:
        return ParametersPanel::tr("High");
    case ReasoningEffort::XHigh:
        return ParametersPanel::tr("Highest");
    }
    return {};
}

} // namespace

ParametersPanel::ParametersPanel(QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_ui(std::make_unique<Ui::ParametersPanel>())
{
    m_ui->setupUi(this);
    for (const auto effort : {ReasoningEffort::None, ReasoningEffort::Minimal, ReasoningEffort::Low,
                              ReasoningEffort::Medium, ReasoningEffort::High, ReasoningEffort::XHigh})
        m_ui->effortComboBox->addItem(effortName(effort), int(effort));
    setFocusProxy(m_ui->instructionsEdit);

    // The lowest value of each box reads "Model's default".
    const auto resetOf = [this](QToolButton *button, auto reset) {
        button->setIcon(symbolicIcon(QStringLiteral("reset")));
        connect(button, &QToolButton::clicked, this, reset);
    };
    resetOf(m_ui->resetTemperatureButton,
            [this] { m_ui->temperatureSpinBox->setValue(m_ui->temperatureSpinBox->minimum()); });
    resetOf(m_ui->resetMaxTokensButton,
            [this] { m_ui->maxTokensSpinBox->setValue(m_ui->maxTokensSpinBox->minimum()); });
    resetOf(m_ui->resetEffortButton, [this] { m_ui->effortComboBox->setCurrentIndex(0); });

    connect(m_ui->temperatureSpinBox, &QDoubleSpinBox::valueChanged, this, &ParametersPanel::takeChange);
    connect(m_ui->maxTokensSpinBox, &QSpinBox::valueChanged, this, &ParametersPanel::takeChange);
    connect(m_ui->effortComboBox, &QComboBox::currentIndexChanged, this, &ParametersPanel::takeChange);
    connect(m_ui->instructionsEdit, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_isSetting)
            emit instructionsChanged(m_ui->instructionsEdit->toPlainText());
    });
    showTouched();
}

ParametersPanel::~ParametersPanel() = default;

Parameters ParametersPanel::parameters() const
{
    Parameters parameters;
    if (m_ui->temperatureSpinBox->value() >= 0)
        parameters.temperature = m_ui->temperatureSpinBox->value();
    if (m_ui->maxTokensSpinBox->value() > 0)
        parameters.maxTokens = m_ui->maxTokensSpinBox->value();
    if (m_ui->effortComboBox->currentIndex() > 0)
        parameters.reasoningEffort = ReasoningEffort(m_ui->effortComboBox->currentData().toInt());
    return parameters;
}

void ParametersPanel::setParameters(const Parameters &parameters)
{
    const QScopedValueRollback setting(m_isSetting, true);
    m_ui->temperatureSpinBox->setValue(parameters.temperature.value_or(m_ui->temperatureSpinBox->minimum()));
    m_ui->maxTokensSpinBox->setValue(parameters.maxTokens.value_or(m_ui->maxTokensSpinBox->minimum()));
    m_ui->effortComboBox->setCurrentIndex(
        parameters.reasoningEffort ? m_ui->effortComboBox->findData(int(*parameters.reasoningEffort)) : 0);
    showTouched();
}

void ParametersPanel::setInstructions(const QString &instructions)
{
    const QScopedValueRollback setting(m_isSetting, true);
    m_ui->instructionsEdit->setPlainText(instructions);
}

void ParametersPanel::openAt(const QWidget *anchor)
{
    setGeometry(popupGeometry(anchor, sizeHint()));
    show();
    m_ui->instructionsEdit->setFocus(Qt::PopupFocusReason);
}

void ParametersPanel::takeChange()
{
    showTouched();
    if (!m_isSetting)
        emit parametersChanged(parameters());
}

void ParametersPanel::showTouched()
{
    const Parameters touched = parameters();
    m_ui->resetTemperatureButton->setEnabled(touched.temperature.has_value());
    m_ui->resetMaxTokensButton->setEnabled(touched.maxTokens.has_value());
    m_ui->resetEffortButton->setEnabled(touched.reasoningEffort.has_value());
}

void ParametersPanel::focusTokenLimit()
{
    m_ui->maxTokensSpinBox->setFocus();
    m_ui->maxTokensSpinBox->selectAll();
}

} // namespace tabletalk
