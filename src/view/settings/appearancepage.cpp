// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "appearancepage.h"

#include "appearancecontroller.h"
#include "symbolicicon.h"
#include "ui_appearancepage.h"

#include <QSignalBlocker>

namespace tabletalk {

AppearancePage::AppearancePage(Settings &settings, QWidget *parent)
    : SettingsPage(parent)
    , m_ui(std::make_unique<Ui::AppearancePage>())
    , m_settings(settings)
{
    m_ui->setupUi(this);
    m_ui->paletteButtons->setId(m_ui->systemRadioButton, int(PaletteChoice::System));
    m_ui->paletteButtons->setId(m_ui->lightRadioButton, int(PaletteChoice::Light));
    m_ui->paletteButtons->setId(m_ui->darkRadioButton, int(PaletteChoice::Dark));
    // One below the smallest stands for the desktop's own size.
    m_ui->fontSizeSpinBox->setRange(kSmallestFont - 1, kLargestFont);
    load();
    connect(m_ui->paletteButtons, &QButtonGroup::idClicked, this,
            [this](int id) { m_settings.set(settings::palette, id); });
    connect(m_ui->fontSizeSpinBox, &QSpinBox::valueChanged, this, &AppearancePage::applyFontSize);
    connect(m_ui->dollarFormulasCheckBox, &QCheckBox::clicked, this,
            [this](bool isOn) { m_settings.set(settings::dollarFormulas, isOn); });
}

AppearancePage::~AppearancePage() = default;

QString AppearancePage::title() const
{
    return tr("Appearance");
}

QIcon AppearancePage::icon() const
{
    return symbolicIcon(QStringLiteral("appearance"), QPalette::Text);
}

void AppearancePage::load()
{
    const QSignalBlocker noWriting(m_ui->fontSizeSpinBox);
    if (auto *button = m_ui->paletteButtons->button(m_settings.value(settings::palette)))
        button->setChecked(true);
    m_ui->dollarFormulasCheckBox->setChecked(m_settings.value(settings::dollarFormulas));
    const int points = m_settings.value(settings::fontPointSize);
    m_ui->fontSizeSpinBox->setValue(points); // 0 is clamped to the special value
    showPreview(points);
}

void AppearancePage::applyFontSize(int points)
{
    const int kept = points < kSmallestFont ? 0 : points;
    m_settings.set(settings::fontPointSize, kept);
    showPreview(kept);
}

void AppearancePage::showPreview(int points)
{
    QFont font;
    if (points >= kSmallestFont)
        font.setPointSize(points);
    m_ui->previewLabel->setFont(font);
}

} // namespace tabletalk
