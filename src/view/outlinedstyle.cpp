// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "outlinedstyle.h"

#include "readablecolour.h"

#include <QStyleOption>

namespace tabletalk {

namespace {

//! Lends an option a window colour of which Fusion makes an outline that is seen, while it is drawn.
class LentOutline {
public:
    explicit LentOutline(const QStyleOption *option)
        // The callers' options are not constant themselves; a copy would have to know each one's type.
        : m_option(const_cast<QStyleOption *>(option)) // NOLINT(cppcoreguidelines-pro-type-const-cast)
        , m_palette(option->palette)
    {
        const QColor window = m_palette.color(QPalette::Window);
        if (luminance(window) > luminance(m_palette.color(QPalette::WindowText)))
            return;
        const QColor outline = readable(window, window, m_palette.color(QPalette::WindowText), kSeen);
        constexpr int kDarkenedBy = 140; // percent, by Fusion
        m_option->palette.setColor(QPalette::Window, outline.lighter(kDarkenedBy));
    }
    ~LentOutline() { m_option->palette = m_palette; }
    Q_DISABLE_COPY_MOVE(LentOutline)

private:
    QStyleOption *m_option;
    QPalette m_palette;
};

} // namespace

OutlinedStyle::OutlinedStyle()
    : QProxyStyle(QStringLiteral("fusion"))
{
}

void OutlinedStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                  const QWidget *widget) const
{
    switch (element) {
    case PE_IndicatorCheckBox:
    case PE_IndicatorRadioButton:
    case PE_IndicatorItemViewItemCheck:
    case PE_FrameLineEdit:
    case PE_PanelLineEdit:
    case PE_PanelButtonCommand:
    case PE_Frame: {
        const LentOutline outline(option);
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        return;
    }
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void OutlinedStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                       QPainter *painter, const QWidget *widget) const
{
    if (control != CC_ComboBox && control != CC_SpinBox) {
        QProxyStyle::drawComplexControl(control, option, painter, widget);
        return;
    }
    const LentOutline outline(option);
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

} // namespace tabletalk
