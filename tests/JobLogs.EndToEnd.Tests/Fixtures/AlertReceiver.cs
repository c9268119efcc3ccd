using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace JobLogs.EndToEnd.Tests.Fixtures;

/// <summary>
/// A receiver as the documentation asks for: checks each signature, takes each idempotency key once, and now and then fails before or after it has
/// taken one.
/// </summary>
internal sealed class AlertReceiver : IAsyncDisposable
{
    public const string Secret = "an end to end secret";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _bodies = new(StringComparer.Ordinal);
    private readonly List<string> _changes = [];
    private readonly List<string> _orderFaults = [];
    private readonly HashSet<string> _firing = new(StringComparer.Ordinal);
    private readonly Random _random;
    private readonly WebApplication _app;

    private AlertReceiver(WebApplication app, Random random) => (_app, _random) = (app, new Random(random.Next()));

    public string Url => _app.Urls.Single() + "/hook";

    /// <summary>The changes that were told, by the keys that were new.</summary>
    public IReadOnlyList<string> Changes => _changes;

    /// <summary>Changes that were told before those that they follow, and keys whose body changed.</summary>
    public IReadOnlyList<string> OrderFaults => _orderFaults;

    public int Keys => _bodies.Count;

    public int Calls { get; private set; }

    public static async Task<AlertReceiver> StartAsync(Random random)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new AlertReceiver(builder.Build(), random);
        receiver._app.Run(receiver.TakeAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var stream = new MemoryStream();
        await context.Request.Body.CopyToAsync(stream);
        var body = stream.ToArray();
        lock (_gate)
        {
            Calls++;
            var chance = _random.Next(10);
            if (chance > 0 && IsSigned(context.Request.Headers, body))
            {
                Take(context.Request.Headers["Idempotency-Key"].ToString(), Encoding.UTF8.GetString(body));
            }

            context.Response.StatusCode = chance <= 1 ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status204NoContent;
        }
    }

    private static bool IsSigned(IHeaderDictionary headers, byte[] body)
    {
        var timestamp = headers["X-JobLogs-Timestamp"].ToString();
        byte[] signed = [.. Encoding.ASCII.GetBytes(timestamp + "."), .. body];
        var expected = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), signed));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(headers["X-JobLogs-Signature"].ToString()));
    }

    private void Take(string key, string body)
    {
        if (_bodies.TryGetValue(key, out var before))
        {
            if (before != body)
            {
                _orderFaults.Add($"{key} came with two bodies");
            }

            return;
        }

        _bodies.Add(key, body);
        foreach (var change in JsonElement.Parse(body).GetProperty("alerts").EnumerateArray())
        {
            var (alert, state) = (change.GetProperty("alert_id").GetString()!, change.GetProperty("state").GetString()!);
            _changes.Add($"{alert}:{state}");
            if (state == "firing" ? !_firing.Add(alert) : !_firing.Remove(alert))
            {
                _orderFaults.Add($"{alert} {state} out of order");
            }
        }
    }
}
