// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "formularole.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace tabletalk {

SandboxLimits FormulaRole::limits() const
{
    SandboxLimits limits;
    limits.memory = 512ull * 1024 * 1024;
    limits.answer = 16ull * 1024 * 1024;
    return limits;
}

void FormulaRole::prepare()
{
    static int argc = 1;
    static char name[] = "tabletalk-worker";
    static char *argv[]{name, nullptr};
    if (!QCoreApplication::instance())
        m_application = std::make_unique<QCoreApplication>(argc, argv);
    m_typesetter = std::make_unique<FormulaTypesetter>();
    // The first formula makes the engine and KaTeX ready, while files and clocks can still be looked at.
    if (!m_typesetter->load(m_script) || m_typesetter->typeset(QStringLiteral("x^2"), true).isEmpty())
        m_typesetter.reset();
}

WorkerAnswer FormulaRole::answer(const QByteArray &, const QByteArray &bulk)
{
    if (!m_typesetter)
        return {"missing", {}};
    QByteArray all = "[";
    for (const QJsonValue &asked : QJsonDocument::fromJson(bulk).array()) {
        const QByteArray placed = m_typesetter->typeset(asked[0].toString(), asked[1].toBool());
        all += (all.size() > 1 ? "," : "") + (placed.isEmpty() ? QByteArray("{}") : placed);
    }
    return {"placed", all + ']'};
}

} // namespace tabletalk
