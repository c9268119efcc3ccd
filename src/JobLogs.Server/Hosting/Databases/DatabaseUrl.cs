using JobLogs.Server.Settings;

namespace JobLogs.Server.Hosting.Databases;

/// <summary>
/// The setting that says which kind of database there is, and where. It may hold a password, so that whatever is wrong
/// with it is told without repeating it.
/// </summary>
internal static class DatabaseUrl
{
    /// <summary>The setting's name.</summary>
    public const string Setting = "DATABASE_URL";

    /// <summary>The default.</summary>
    public const string Default = "sqlite:///./data/joblogs.db";

    /// <summary>Says what is wrong with it.</summary>
    public static SettingException Wrong(string text) => new(Setting, text);
}
