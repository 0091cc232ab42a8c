package io.spadework.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Enumeration;
import java.util.jar.Manifest;
import picocli.CommandLine.IVersionProvider;

/** The version that this bundle's manifest states. */
final class Version implements IVersionProvider {

	private static final String BUNDLE = "io.spadework.cli";

	@Override
	public String[] getVersion() throws IOException {
		Enumeration<URL> manifests = Version.class.getClassLoader().getResources("META-INF/MANIFEST.MF");
		while (manifests.hasMoreElements()) {
			try (InputStream in = manifests.nextElement().openStream()) {
				Manifest manifest = new Manifest(in);
				String bundle = manifest.getMainAttributes().getValue("Bundle-SymbolicName");
				if (bundle != null && bundle.split(";")[0].strip().equals(BUNDLE)) {
					return new String[] { "Spadework " + manifest.getMainAttributes().getValue("Bundle-Version") };
				}
			}
		}
		return new String[] { "Spadework, built from source" };
	}
}
