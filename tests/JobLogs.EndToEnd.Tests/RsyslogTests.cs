using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using JobLogs.EndToEnd.Tests.Fixtures;

namespace JobLogs.EndToEnd.Tests;

/// <summary>The configuration of docs/integrations/elasticsearch.md with Debian's rsyslog, in a process of the test's own.</summary>
[Trait("Category", "Slow")]
public sealed partial class RsyslogTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task What_is_written_to_syslog_becomes_entries_also_what_was_written_while_the_server_was_away()
    {
        using var rsyslog = RsyslogProcess.PrepareOrSkip();
        var port = FreePort.Next();
        await using var server = await ServerProcess.StartAsync(port);
        await server.PostAsync("/api/cronjobs", new { name = "nightly", type = "external" }, HttpStatusCode.Created);
        await rsyslog.StartAsync(Config(server.Address));

        await rsyslog.LogAsync("nightly", "info", "开始处理论文搜索");
        await rsyslog.LogAsync("another", "info", "not ours");
        await MessagesAsync(server, 1);
        await server.KillAsync();
        await rsyslog.LogAsync("nightly", "err", "gave up: \"2501.1\"");
        await server.StartAgainAsync(port);

        (await MessagesAsync(server, 2)).ShouldBe([("INFO", "开始处理论文搜索", "nightly"), ("ERROR", "gave up: \"2501.1\"", "nightly")]);
    }

    [Fact]
    public async Task With_keys_on_it_shows_a_writers_key_as_a_password()
    {
        using var rsyslog = RsyslogProcess.PrepareOrSkip();
        await using var server = await ServerProcess.StartAsync();
        await server.PostAsync("/api/cronjobs", new { name = "nightly", type = "external" }, HttpStatusCode.Created);
        server.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await KeyAsync(server, "root", "admin"));
        var key = await KeyAsync(server, "syslog", "writer");
        await rsyslog.StartAsync(Config(server.Address).Replace("searchIndex=", $"uid=\"joblogs\" pwd=\"{key}\" searchIndex=", StringComparison.Ordinal));

        await rsyslog.LogAsync("nightly", "warning", "reading");

        (await MessagesAsync(server, 1)).ShouldBe([("WARNING", "reading", "nightly")]);
    }

    /// <summary>The configuration that the page shows, with this server in it.</summary>
    private static string Config(Uri server)
    {
        var page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs/integrations/elasticsearch.md"));
        var shown = Shown().Match(page).Groups["text"].Value;
        shown.ShouldContain("http://localhost:8000/");
        return shown.Replace("http://localhost:8000/", server.ToString(), StringComparison.Ordinal);
    }

    private static async Task<string> KeyAsync(ServerProcess server, string name, string role) =>
        (await server.PostAsync("/api/keys", new { name, role }, HttpStatusCode.Created)).GetProperty("key").GetString()!;

    /// <summary>Waits until there are so many, and returns all.</summary>
    private static async Task<(string?, string?, string?)[]> MessagesAsync(ServerProcess server, int count)
    {
        var waiting = Stopwatch.StartNew();
        while (true)
        {
            var page = await server.GetAsync("/api/cronjobs/nightly/logs?order=asc");
            if (page.GetProperty("total").GetInt32() >= count || waiting.Elapsed > Patience)
            {
                return
                [
                    .. page.GetProperty("logs").EnumerateArray().Select(entry => (
                        entry.GetProperty("level").GetString(), entry.GetProperty("message").GetString(), entry.GetProperty("logger_name").GetString())),
                ];
            }

            // Holds the request until something comes.
            await server.GetAsync($"/api/cronjobs/nightly/logs/realtime?after={page.GetProperty("next_cursor").GetString()}&wait=5");
        }
    }

    [GeneratedRegex("```rsyslog\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shown();
}
