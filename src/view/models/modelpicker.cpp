// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "modelpicker.h"

#include "modelcatalog.h"
#include "modelpopup.h"

#include <QKeyEvent>
#include <QStyleOptionButton>

#include <algorithm>

namespace tabletalk {

ModelPicker::ModelPicker(ModelCatalog &catalog, QWidget *parent)
    : QPushButton(parent)
    , m_catalog(catalog)
{
    setObjectName(QStringLiteral("modelPicker"));
    setAccessibleName(tr("Model"));
    setFlat(true);
    connect(this, &QPushButton::clicked, this, &ModelPicker::openPopup);
    connect(&m_catalog, &ModelCatalog::modelsChanged, this, &ModelPicker::showCurrent);
    showCurrent();
}

void ModelPicker::setCurrentModel(const QString &id)
{
    m_current = id;
    showCurrent();
}

void ModelPicker::openPopup()
{
    if (!m_popup) {
        m_popup = new ModelPopup(m_catalog, this);
        connect(m_popup, &ModelPopup::modelChosen, this, [this](const QString &id) {
            setCurrentModel(id);
            emit modelChosen(id);
        });
    }
    m_popup->openAt(this, m_current);
}

QSize ModelPicker::sizeHint() const
{
    constexpr int kLongestName = 40;
    // horizontalAdvance() rounds to the nearest pixel; a fraction missing would cost half the name.
    const int textWidth = std::min(fontMetrics().horizontalAdvance(shownName()) + 1,
                                   fontMetrics().averageCharWidth() * kLongestName);
    return {textWidth + widthBesideText(), QPushButton::sizeHint().height()};
}

QSize ModelPicker::minimumSizeHint() const
{
    constexpr int kFewestLetters = 8;
    const QSize wanted = sizeHint();
    return {std::min(wanted.width(), fontMetrics().averageCharWidth() * kFewestLetters + widthBesideText()),
            wanted.height()};
}

void ModelPicker::initStyleOption(QStyleOptionButton *option) const
{
    QPushButton::initStyleOption(option);
    option->features |= QStyleOptionButton::HasMenu;
    option->text = fontMetrics().elidedText(shownName(), Qt::ElideMiddle, width() - widthBesideText());
    // An ampersand in a name is a character, not a shortcut.
    option->text.replace(u'&', QStringLiteral("&&"));
}

void ModelPicker::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Down)
        openPopup();
    else
        QPushButton::keyPressEvent(event);
}

void ModelPicker::showCurrent()
{
    setText(shownName());
    setToolTip(m_current);
    setAccessibleDescription(shownName());
}

QString ModelPicker::shownName() const
{
    return m_current.isEmpty() ? tr("Choose a model") : m_catalog.info(m_current).name;
}

int ModelPicker::widthBesideText() const
{
    return style()->pixelMetric(QStyle::PM_MenuButtonIndicator, nullptr, this)
           + 2 * style()->pixelMetric(QStyle::PM_ButtonMargin, nullptr, this);
}

} // namespace tabletalk
