namespace JobLogs.Client.Shipping;

/// <summary>How the entries of runs that this process executes travel to the server.</summary>
public sealed class ShippingOptions
{
}
