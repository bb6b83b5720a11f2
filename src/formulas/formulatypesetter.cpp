// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "formulatypesetter.h"

#include <QFile>
#include <QJSEngine>
#include <QLoggingCategory>
#include <QStandardPaths>

//! Outside of any namespace, as Qt wants it.
static void initResources()
{
    Q_INIT_RESOURCE(formulas);
}

namespace tabletalk {

namespace {

QString contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

FormulaTypesetter::FormulaTypesetter()
{
    initResources();
    // The compiler has opinions on KaTeX's style.
    QLoggingCategory::setFilterRules(
        QStringLiteral("qt.qml.compiler=false\nqt.qml.usedbeforedeclared=false"));
    // The sandbox lets no memory become code.
    qputenv("QV4_FORCE_INTERPRETER", "1");
    m_engine = std::make_unique<QJSEngine>();
}

FormulaTypesetter::~FormulaTypesetter() = default;

QString FormulaTypesetter::installedScript()
{
    return QStandardPaths::locate(QStandardPaths::GenericDataLocation,
                                  QStringLiteral("javascript/katex/katex.js"));
}

bool FormulaTypesetter::load(const QString &script)
{
    const QString katex = script.isEmpty() ? QString() : contentOf(script);
    if (katex.isEmpty() || m_engine->evaluate(katex, script).isError())
        return false;
    const QString version = m_engine->evaluate(QStringLiteral("katex.version")).toString();
    if (!version.startsWith(QLatin1String("0.16.")))
        return false;
    const QString placing = contentOf(QStringLiteral(":/formulas/placing.js"));
    if (m_engine->evaluate(placing, QStringLiteral("placing.js")).isError())
        return false;
    m_typeset = std::make_unique<QJSValue>(m_engine->evaluate(QStringLiteral("typeset")));
    return m_typeset->isCallable();
}

QByteArray FormulaTypesetter::typeset(const QString &source, bool isDisplay)
{
    const QJSValue result = m_typeset->call({source, isDisplay});
    return result.isString() ? result.toString().toUtf8() : QByteArray();
}

} // namespace tabletalk
