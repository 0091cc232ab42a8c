package io.spadework.diagram.forms;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.graphics.TextLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.ui.forms.widgets.ExpandableComposite;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.eclipse.ui.forms.widgets.Section;

import io.spadework.diagram.Named;
import io.spadework.diagram.StudyEditor;
import io.spadework.model.ExpressionException;
import io.spadework.model.Names;
import io.spadework.model.Numbers;
import io.spadework.model.Scope;
import io.spadework.model.study.Element;
import io.spadework.model.study.Phase;
import io.spadework.model.study.StudyPackage.Literals;
import io.spadework.model.study.TrainingPlan;

/** A plan as a picture: the learning rates of generator and discriminator over the epochs, and its phases. */
final class SchedulePicture implements Supplement {

	private static final int HEIGHT = 190;
	private static final int LEFT = 64;
	private static final int RIGHT = 16;
	private static final int TOP = 34;
	private static final int BOTTOM = 36;

	/** Epochs at the full rate, then epochs over which it falls to zero. */
	private record Part(String name, int full, int decay) {
	}

	private final TrainingPlan plan;
	private final Canvas canvas;

	private SchedulePicture(TrainingPlan plan, Canvas canvas) {
		this.plan = plan;
		this.canvas = canvas;
		canvas.addListener(SWT.Paint, this::paint);
	}

	static Supplement make(StudyEditor editor, FormToolkit toolkit, Composite parent, Element element) {
		TrainingPlan plan = element instanceof TrainingPlan itself ? itself : (TrainingPlan) element.eContainer();
		Section section = toolkit.createSection(parent, ExpandableComposite.TITLE_BAR);
		section.setText("Learning rate over the epochs");
		section.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
		Composite client = toolkit.createComposite(section);
		client.setLayout(new GridLayout());
		section.setClient(client);
		Canvas canvas = new Canvas(client, SWT.DOUBLE_BUFFERED);
		toolkit.adapt(canvas, false, false);
		Named.name(canvas, "Learning rate over the epochs");
		GridData wide = new GridData(SWT.FILL, SWT.TOP, true, false);
		wide.heightHint = HEIGHT;
		wide.widthHint = 320;
		canvas.setLayoutData(wide);
		return new SchedulePicture(plan, canvas);
	}

	@Override
	public boolean isFirst() {
		return true;
	}

	@Override
	public void refresh() {
		canvas.redraw();
	}

	private List<Part> parts(Scope scope) throws ExpressionException {
		List<Part> parts = new ArrayList<>();
		for (Phase phase : plan.getPhases())
			parts.add(new Part(Names.of(phase), Numbers.whole(phase, Literals.PHASE__EPOCHS, scope), Numbers.whole(phase, Literals.PHASE__DECAY_EPOCHS, scope)));
		if (parts.isEmpty())
			parts.add(new Part("", Numbers.whole(plan, Literals.TRAINING_PLAN__EPOCHS, scope), Numbers.whole(plan, Literals.TRAINING_PLAN__DECAY_EPOCHS, scope)));
		return parts;
	}

	private void paint(Event event) {
		GC gc = event.gc;
		gc.setAntialias(SWT.ON);
		gc.setBackground(canvas.getParent().getBackground());
		gc.fillRectangle(canvas.getClientArea());
		try {
			Scope scope = Scopes.of(plan);
			paint(gc, canvas.getClientArea(), parts(scope), Numbers.real(plan, Literals.TRAINING_PLAN__LEARNING_RATE, scope), Numbers.whole(plan, Literals.TRAINING_PLAN__STEPS, scope));
		} catch (ExpressionException e) {
			TextLayout message = new TextLayout(gc.getDevice());
			message.setText(e.getMessage());
			message.setWidth(Math.max(60, canvas.getClientArea().width - 16));
			message.draw(gc, 8, 8);
			message.dispose();
		}
	}

	private void paint(GC gc, Rectangle area, List<Part> parts, double rate, int steps) {
		int epochs = Math.max(1, parts.stream().mapToInt(part -> part.full() + part.decay()).sum());
		double generator = plan.isTtur() ? rate / 2 : rate;
		double discriminator = plan.isTtur() ? rate * 2 : rate;
		Rectangle plot = new Rectangle(LEFT, TOP, Math.max(1, area.width - LEFT - RIGHT), Math.max(1, area.height - TOP - BOTTOM));
		Color ink = canvas.getForeground();
		boolean dark = canvas.getParent().getBackground().getRGB().getHSB()[2] < 0.5;
		Color blue = new Color(dark ? 100 : 25, dark ? 170 : 105, dark ? 245 : 190);
		Color orange = new Color(dark ? 250 : 205, dark ? 165 : 95, dark ? 85 : 10);

		gc.setForeground(ink);
		gc.setAlpha(70);
		gc.drawRectangle(plot.x, plot.y, plot.width, plot.height);
		gc.setAlpha(255);
		int start = 0;
		for (Part part : parts) {
			int from = x(plot, start, epochs);
			if (start > 0) {
				gc.setLineStyle(SWT.LINE_DASH);
				gc.drawLine(from, plot.y, from, plot.y + plot.height);
				gc.setLineStyle(SWT.LINE_SOLID);
			}
			int to = x(plot, start + part.full() + part.decay(), epochs);
			gc.setClipping(from, 0, Math.max(1, to - from), area.height);
			gc.drawText(part.name(), from + 4, plot.y + 2, true);
			gc.setClipping((Rectangle) null);
			curve(gc, plot, start, part, epochs, discriminator, Math.max(generator, discriminator), orange);
			curve(gc, plot, start, part, epochs, generator, Math.max(generator, discriminator), plan.isTtur() ? blue : ink);
			start += part.full() + part.decay();
			centred(gc, String.valueOf(start), to, plot.y + plot.height + 2);
		}
		centred(gc, "0", plot.x, plot.y + plot.height + 2);
		centred(gc, steps > 0 ? "epochs; stops after " + steps + " steps" : "epochs", plot.x + plot.width / 2, plot.y + plot.height + 16);
		left(gc, number(Math.max(generator, discriminator)), plot, Math.max(generator, discriminator), Math.max(generator, discriminator));
		if (plan.isTtur())
			left(gc, number(generator), plot, generator, discriminator);
		left(gc, "0", plot, 0, 1);
		int x = plot.x;
		if (plan.isTtur()) {
			x = legend(gc, "generator", blue, x) + 16;
			legend(gc, "discriminator", orange, x);
		} else {
			legend(gc, "both networks", ink, x);
		}
	}

	private static void curve(GC gc, Rectangle plot, int start, Part part, int epochs, double rate, double most, Color color) {
		gc.setForeground(color);
		gc.setLineWidth(2);
		int y = y(plot, rate, most);
		int middle = x(plot, start + part.full(), epochs);
		gc.drawLine(x(plot, start, epochs), y, middle, y);
		if (part.decay() > 0)
			gc.drawLine(middle, y, x(plot, start + part.full() + part.decay(), epochs), y(plot, 0, most));
		gc.setLineWidth(1);
	}

	private int legend(GC gc, String name, Color color, int x) {
		gc.setForeground(color);
		gc.setLineWidth(2);
		gc.drawLine(x, 14, x + 18, 14);
		gc.setLineWidth(1);
		gc.setForeground(canvas.getForeground());
		Point size = gc.textExtent(name);
		gc.drawText(name, x + 24, 14 - size.y / 2, true);
		return x + 24 + size.x;
	}

	private void left(GC gc, String text, Rectangle plot, double value, double most) {
		gc.setForeground(canvas.getForeground());
		Point size = gc.textExtent(text);
		gc.drawText(text, plot.x - size.x - 6, y(plot, value, most) - size.y / 2, true);
	}

	private void centred(GC gc, String text, int x, int y) {
		gc.setForeground(canvas.getForeground());
		gc.drawText(text, x - gc.textExtent(text).x / 2, y, true);
	}

	private static int x(Rectangle plot, int epoch, int epochs) {
		return plot.x + (int) Math.round((double) plot.width * epoch / epochs);
	}

	private static int y(Rectangle plot, double value, double most) {
		return plot.y + plot.height - (int) Math.round((plot.height - 18) * value / most);
	}

	private static String number(double value) {
		return value >= 0.001 ? Scope.text(value) : String.format(Locale.ROOT, "%.1e", value);
	}
}
