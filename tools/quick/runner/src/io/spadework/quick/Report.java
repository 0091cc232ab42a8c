package io.spadework.quick;

import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs test classes and prints failures as they happen, then one line of counts. */
final class Report implements TestExecutionListener {

	private int passed;
	private int failed;
	private int skipped;

	/** Runs the classes; true when none of their tests failed and at least one ran. Tests tagged slow run when asked for with -Dslow=true. */
	static boolean run(Class<?>... classes) {
		Launcher launcher = LauncherFactory
				.create(LauncherConfig.builder().enableTestEngineAutoRegistration(false).addTestEngines(new JupiterTestEngine()).build());
		LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
		if (!Boolean.getBoolean("slow")) {
			request.filters(TagFilter.excludeTags("slow"));
		}
		for (Class<?> c : classes) {
			request.selectors(DiscoverySelectors.selectClass(c));
		}
		Report report = new Report();
		long start = System.nanoTime();
		launcher.execute(request.build(), report);
		System.out.printf("%d passed, %d failed, %d skipped in %.1f s%n", report.passed, report.failed, report.skipped,
				(System.nanoTime() - start) / 1e9);
		return report.failed == 0 && report.passed > 0;
	}

	@Override
	public void executionSkipped(TestIdentifier test, String reason) {
		skipped++;
	}

	@Override
	public void executionFinished(TestIdentifier test, TestExecutionResult result) {
		if (result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
			passed += test.isTest() ? 1 : 0;
		} else if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
			skipped++;
		} else {
			failed++;
			System.out.println("FAILED " + test.getUniqueId().replaceFirst(".*?class:", "") + "  " + test.getDisplayName());
			result.getThrowable().ifPresent(t -> t.printStackTrace(System.out));
		}
	}
}
