// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "formulatypesetter.h"
#include "role.h"

#include <QCoreApplication>

namespace tabletalk {

//! Typesets formulas. Asked with JSON as bulk, [[source, isDisplay], …]; answers with as many objects in
//! an array, as FormulaTypesetter makes them, or with the message "missing" where there is no KaTeX.
class FormulaRole final : public Role {
public:
    explicit FormulaRole(const QString &script = FormulaTypesetter::installedScript())
        : m_script(script)
    {
    }

    SandboxLimits limits() const override;
    void prepare() override;
    WorkerAnswer answer(const QByteArray &message, const QByteArray &bulk) override;

private:
    QString m_script;
    std::unique_ptr<QCoreApplication> m_application; // the engine asks for one
    std::unique_ptr<FormulaTypesetter> m_typesetter; // none: no KaTeX
};

} // namespace tabletalk
