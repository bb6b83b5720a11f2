// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "symbolicicon.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

// Outside the namespace, as the macro demands: the linker drops a static library's resources otherwise.
static void initResources()
{
    Q_INIT_RESOURCE(icons);
}

namespace tabletalk {

namespace {

class SymbolicIconEngine : public QIconEngine {
public:
    SymbolicIconEngine(const QString &name, QPalette::ColorRole role)
        : m_name(name)
        , m_role(role)
    {
    }
    SymbolicIconEngine(const QString &name, const QColor &colour)
        : m_name(name)
        , m_fixed(colour)
    {
    }

    QIconEngine *clone() const override { return new SymbolicIconEngine(*this); }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device()->devicePixelRatioF();
        QPixmap drawn = pixmap(rect.size() * ratio, mode, state);
        drawn.setDevicePixelRatio(ratio);
        painter->drawPixmap(rect, drawn);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        const QColor color = colorFor(mode);
        const QString cacheKey = QStringLiteral("symbolic/%1/%2/%3x%4")
                                     .arg(m_name, color.name(QColor::HexArgb), QString::number(size.width()),
                                          QString::number(size.height()));
        QPixmap drawn;
        if (QPixmapCache::find(cacheKey, &drawn))
            return drawn;
        drawn = QPixmap(size);
        drawn.fill(Qt::transparent);
        QFile file(QStringLiteral(":/icons/%1.svg").arg(m_name));
        if (file.open(QIODevice::ReadOnly)) {
            QSvgRenderer renderer(file.readAll().replace("currentColor", color.name().toLatin1()));
            QPainter painter(&drawn);
            painter.setOpacity(color.alphaF());
            renderer.render(&painter);
        }
        QPixmapCache::insert(cacheKey, drawn);
        return drawn;
    }

private:
    QColor colorFor(QIcon::Mode mode) const
    {
        if (m_fixed.isValid())
            return m_fixed;
        const QPalette palette = QGuiApplication::palette();
        switch (mode) {
        case QIcon::Disabled:
            return palette.color(QPalette::Disabled, m_role);
        case QIcon::Selected:
            return palette.color(QPalette::Active, QPalette::HighlightedText);
        default:
            return palette.color(QPalette::Active, m_role);
        }
    }

    QString m_name;
    QPalette::ColorRole m_role = QPalette::NoRole;
    QColor m_fixed;
};

} // namespace

QIcon symbolicIcon(const QString &name, QPalette::ColorRole role)
{
    initResources();
    return QIcon(new SymbolicIconEngine(name, role)); // QIcon owns its engine
}

QIcon symbolicIcon(const QString &name, const QColor &colour)
{
    initResources();
    return QIcon(new SymbolicIconEngine(name, colour));
}

} // namespace tabletalk
