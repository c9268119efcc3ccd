using System.Globalization;
using Microsoft.Extensions.Options;

namespace JobLogs.Server.Live;

/// <summary>Says all that is wrong with the options at once, each naming its setting.</summary>
internal sealed class LiveOptionsCheck : IValidateOptions<LiveOptions>
{
    private const long KiB = 1024;
    private const long MiB = 1024 * KiB;

    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, LiveOptions options)
    {
        var wrong = new List<string>();
        Check(wrong, "WEBSOCKET_TIMEOUT", options.WebSocketTimeout.TotalSeconds, 3, 86_400, "seconds");
        Check(wrong, "Live:MaxConnections", options.MaxConnections, 1, 1_000_000, "connections");
        Check(wrong, "Live:MaxMessageBytes", options.MaxMessageBytes, KiB, MiB, "bytes");
        Check(wrong, "Live:TailBytes", options.TailBytes, MiB, 16 * KiB * MiB, "bytes");
        Check(wrong, "Live:TailBytesPerJob", options.TailBytesPerJob, 64 * KiB, KiB * MiB, "bytes");
        Check(wrong, "Live:TailItemsPerJob", options.TailItemsPerJob, 1, 1_000_000, "items");
        Check(wrong, "Live:FlushBytes", options.FlushBytes, KiB, MiB, "bytes");
        Check(wrong, "Live:FlushInterval", options.FlushInterval.TotalSeconds, 0, 1, "seconds");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static void Check(List<string> wrong, string setting, double value, double min, double max, string unit)
    {
        if (!(value >= min && value <= max))
        {
            wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{setting}: {value} is not from {min} to {max} {unit}."));
        }
    }
}
