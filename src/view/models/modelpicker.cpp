// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "modelpicker.h"

#include "modelcatalog.h"
#include "modelpopup.h"

#include <QKeyEvent>
#include <QStyleOptionButton>

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
            m_catalog.noteUsed(id);
            emit modelChosen(id);
        });
    }
    m_popup->openAt(this, m_current);
}

QSize ModelPicker::sizeHint() const
{
    return QPushButton::sizeHint().boundedTo({fontMetrics().averageCharWidth() * 40, QWIDGETSIZE_MAX});
}

void ModelPicker::initStyleOption(QStyleOptionButton *option) const
{
    QPushButton::initStyleOption(option);
    option->features |= QStyleOptionButton::HasMenu;
    const int indicator = style()->pixelMetric(QStyle::PM_MenuButtonIndicator, option, this);
    const int margin = style()->pixelMetric(QStyle::PM_ButtonMargin, option, this);
    option->text = fontMetrics().elidedText(text(), Qt::ElideMiddle, width() - indicator - margin);
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
    const QString name = m_current.isEmpty() ? tr("Choose a model") : m_catalog.info(m_current).name;
    // An ampersand in a name is a character, not a shortcut.
    setText(QString(name).replace(u'&', QStringLiteral("&&")));
    setToolTip(m_current);
    setAccessibleDescription(name);
}

} // namespace tabletalk
