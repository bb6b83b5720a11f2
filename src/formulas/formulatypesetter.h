// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

#include <memory>

class QJSEngine;
class QJSValue;

namespace tabletalk {

//! LaTeX to places, by KaTeX in a JavaScript engine of its own. Takes as long as the formula makes it
//! take: whoever uses it ends the process. Needs a QCoreApplication; opens files in load() only.
class FormulaTypesetter {
public:
    FormulaTypesetter();
    ~FormulaTypesetter();

    //! katex.js of the distribution; empty where it is not installed.
    static QString installedScript();

    //! False when there is no such file or it is no KaTeX whose classes placing.js knows (0.16).
    bool load(const QString &script);
    //! JSON: what readPlacedFormula() reads, {"error": "as KaTeX says it"} or {"tooLong": true}. Empty when
    //! the engine itself gave up.
    QByteArray typeset(const QString &source, bool isDisplay);

private:
    std::unique_ptr<QJSEngine> m_engine;
    std::unique_ptr<QJSValue> m_typeset;
};

} // namespace tabletalk
