using System.Globalization;

namespace JobLogs.Server.Hosting;

/// <summary>What the server wants of the runtime, whichever program it is a part of.</summary>
internal static class RuntimeSettings
{
    /// <summary>Sets it, before anything looks at it.</summary>
    public static void Apply()
    {
        // Packed bodies that end too early must be refused; without this the runtime reads them as if they were whole.
        AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

        // The framework's spans say what the request was.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);

        // Texts are the same wherever the machine stands.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
    }
}
