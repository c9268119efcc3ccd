using JobLogs.Client.Shipping;

namespace JobLogs.Cli.Commands.Spool;

/// <summary>Where the spool is: the option, else <c>JOBLOGS_SPOOL</c>, else the user's own data folder.</summary>
internal static class SpoolFolder
{
    /// <summary>Shipping options with this spool.</summary>
    public static ShippingOptions Shipping(DirectoryInfo? named)
    {
        var shipping = new ShippingOptions();
        if ((named?.FullName ?? Environment.GetEnvironmentVariable("JOBLOGS_SPOOL")) is { Length: > 0 } folder)
        {
            shipping.SpoolFolder = Path.GetFullPath(folder);
        }

        return shipping;
    }
}
