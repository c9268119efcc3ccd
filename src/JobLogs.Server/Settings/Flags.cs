namespace JobLogs.Server.Settings;

/// <summary>Settings that are on or off.</summary>
internal static class Flags
{
    /// <summary>Whether a setting is on.</summary>
    /// <exception cref="SettingException">It is neither on nor off.</exception>
    public static bool IsSet(IConfiguration configuration, string name) => configuration[name]?.ToLowerInvariant() switch
    {
        null or "" or "false" or "0" or "no" or "off" => false,
        "true" or "1" or "yes" or "on" => true,
        var other => throw new SettingException(name, $"'{other}' is neither true nor false."),
    };
}
