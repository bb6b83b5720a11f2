// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The OpenAI SDK as a client of the demo Router. Arguments: base URL, key.
import assert from "node:assert/strict";
import OpenAI from "openai";

const [baseURL, apiKey] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
const messages = [{ role: "user", content: "Hello" }];

const models = await client.models.list();
assert.ok(models.data.length > 0);
const model = models.data[0].id;
assert.ok(model.startsWith("interactive/"));

const whole = await client.chat.completions.create({ model, messages });
assert.equal(whole.object, "chat.completion");
assert.equal(whole.choices[0].finish_reason, "stop");
assert.ok(whole.choices[0].message.content.length > 0);
assert.ok(whole.usage.total_tokens > 0);

let text = "";
let reason = null;
let usage = null;
for await (const chunk of await client.chat.completions.create({
    model, messages, stream: true, stream_options: { include_usage: true },
})) {
    text += chunk.choices[0]?.delta?.content ?? "";
    reason = chunk.choices[0]?.finish_reason ?? reason;
    usage = chunk.usage ?? usage;
}
assert.equal(text, whole.choices[0].message.content);
assert.equal(reason, "stop");
assert.ok(usage.completion_tokens > 0);

const tools = [{ type: "function", function: { name: "clock", parameters: { type: "object", properties: {} } } }];
const asked = [{ role: "user", content: "What time is it?" }];
for (const stream of [false, true]) {
    const request = { model, messages: asked, tools, tool_choice: "required" };
    const answer = stream
        ? await client.chat.completions.stream(request).finalChatCompletion()
        : await client.chat.completions.create(request);
    assert.equal(answer.choices[0].finish_reason, "tool_calls");
    const call = answer.choices[0].message.tool_calls[0];
    assert.equal(call.function.name, "clock");
    assert.deepEqual(JSON.parse(call.function.arguments), {});
    const after = await client.chat.completions.create({
        model, tools,
        messages: [...asked, answer.choices[0].message,
            { role: "tool", tool_call_id: call.id, content: "14:02" }],
    });
    assert.ok(after.choices[0].message.content.includes("14:02"));
}

await assert.rejects(
    client.chat.completions.create({ model, messages: [{ role: "user", content: "demo: error 429" }] }),
    (error) => error instanceof OpenAI.RateLimitError && error.headers.get("retry-after") === "20");
await assert.rejects(new OpenAI({ baseURL, apiKey: "sk-wrong", maxRetries: 0 })
    .chat.completions.create({ model, messages }), OpenAI.AuthenticationError);
await assert.rejects(client.chat.completions.create({ model: "no/such", messages }), OpenAI.NotFoundError);
console.log("the SDK and the demo Router understand each other");
