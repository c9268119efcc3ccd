using System.Globalization;
using JobLogs.Server.Settings;

namespace JobLogs.Server.Retention;

/// <summary>How long entries, status changes and metrics are kept.</summary>
/// <param name="Days"><c>LOG_RETENTION_DAYS</c>: days by timestamp, of jobs that don't say for themselves: 90; 0 to 36500, 0 = for ever.</param>
internal sealed record RetentionOptions(int Days)
{
    /// <summary>The longest that can be said: a hundred years.</summary>
    public const int MaxDays = 36_500;

    private const string Key = "LOG_RETENTION_DAYS";
    private const int DefaultDays = 90;

    /// <summary>Reads the setting.</summary>
    /// <exception cref="SettingException">It is no number of days.</exception>
    public static RetentionOptions Read(IConfiguration configuration)
    {
        if (configuration[Key] is not { Length: > 0 } text)
        {
            return new RetentionOptions(DefaultDays);
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= MaxDays
            ? new RetentionOptions(days)
            : throw new SettingException(Key, $"'{text}' is not a whole number of days from 0 (keep for ever) to {MaxDays}.");
    }
}
